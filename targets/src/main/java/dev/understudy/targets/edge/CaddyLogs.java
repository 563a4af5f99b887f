package dev.understudy.targets.edge;

/**
 * Where Caddy writes what, in its working directory, as its configuration says it. All of it is rotated, and what follows
 * a question mark in an address is in none of it: it may be a key, as to a new password.
 */
final class CaddyLogs {

    static final String FOLDER = "logs";

    /** What became of certificates, apart from all else: it is said seldom, and looked for long after. */
    static final String CERTIFICATES = FOLDER + "/certificates.log";

    /** How the name ends of the file that tells who asks for an environment that sleeps. */
    static final String WAKING = ".waking.log";

    private static final String OWN = FOLDER + "/edge.log";

    private CaddyLogs() {}

    /** Of Caddy itself. */
    static String own() {
        return log("log default", OWN, "roll_size 10MiB\n\t\t\troll_keep 3", "\n\t\texclude tls")
                + log("log certificates", CERTIFICATES, "roll_size 10MiB\n\t\t\troll_keep 3", "\n\t\tinclude tls");
    }

    /** Of the requests to an environment. */
    static String access(String environment) {
        return log(
                "log",
                FOLDER + "/" + environment + ".access.log",
                "roll_size 50MiB\n\t\t\troll_keep 10\n\t\t\troll_keep_for 2160h",
                "");
    }

    /** Of who asks for an environment that sleeps: of interest for a moment. */
    static String waking(String environment) {
        return log("log", FOLDER + "/" + environment + WAKING, "roll_size 1MiB\n\t\t\troll_keep 1", "");
    }

    /** Caddy tells of a request below {@code first_error} when the page for its error could not be shown. */
    private static String log(String name, String file, String rotation, String loggers) {
        return """
            	%1$s {
            		output file %2$s {
            			%3$s
            		}
            		format filter {
            			wrap json
            			fields {
            				request>uri %4$s
            				request>headers>Referer %4$s
            				resp_headers>Location %4$s
            				first_error>request>uri %4$s
            				first_error>request>headers>Referer %4$s
            			}
            		}%5$s
            	}
            """.formatted(name, file, rotation, "regexp \\?.* ?REDACTED", loggers);
    }
}
