package dev.understudy.targets.edge;

/** Where Caddy writes what, in its working directory, as its configuration says it. All of it is rotated. */
final class CaddyLogs {

    static final String FOLDER = "logs";

    /** What became of certificates, apart from all else: it is said seldom, and looked for long after. */
    static final String CERTIFICATES = FOLDER + "/certificates.log";

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

    private static String log(String name, String file, String rotation, String loggers) {
        return """
            	%1$s {
            		output file %2$s {
            			%3$s
            		}
            		format json%4$s
            	}
            """.formatted(name, file, rotation, loggers);
    }
}
