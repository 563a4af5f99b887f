package dev.understudy.targets.edge;

import dev.understudy.model.config.EnvironmentSettings.Access;
import java.util.List;

/**
 * Load balancers in front of the edge: for everybody behind them, the edge sees their address and how they connect. What they
 * say of that is believed, and passed on to Odoo; what anybody else says is not.
 *
 * @param trusted their addresses and networks
 */
record Balancers(List<String> trusted) {

    static final Balancers NONE = new Balancers(List.of());

    private static final String PRIVATE =
            "127.0.0.0/8 ::1 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 169.254.0.0/16 fc00::/7 fe80::/10";

    /** The same networks, of each address of a list as RE2 reads it: one that is not private, wherever it stands, is one. */
    private static final String ALL_PRIVATE =
            "^ *(?:(?:127|10)[.]|192[.]168[.]|169[.]254[.]|172[.](?:1[6-9]|2[0-9]|3[01])[.]"
                    + "|\\[?(?:::1|[fF][cCdD][0-9a-fA-F]{2}:|[fF][eE][89abAB][0-9a-fA-F]:))[0-9a-fA-F.:]*]?(?::[0-9]+)? *";

    /** Who may come to a site that is private: the user's address counts, and a balancer has to tell it. */
    String access(Site site) {
        if (site.access() == Access.PUBLIC) {
            return "";
        }
        String outside = """
                		@outside not remote_ip %s
                		respond @outside 403
                """;
        if (trusted.isEmpty()) {
            return outside.formatted(PRIVATE);
        }
        String one = ALL_PRIVATE.substring(1);
        return outside.formatted(PRIVATE + " " + networks())
                + """
                		@told {
                			remote_ip %s
                			not expression `{http.request.header.X-Forwarded-For}.matches("%s(?:,%s)*$")`
                		}
                		respond @told 403
                """.formatted(networks(), ALL_PRIVATE.replace("\\", "\\\\"), one.replace("\\", "\\\\"));
    }

    /** For each way to Odoo, which believes the last address alone. */
    String upstream() {
        return trusted.isEmpty() ? "" : """
                			trusted_proxies %s
                			header_up X-Forwarded-For {vars.user}
                """.formatted(networks());
    }

    /** Before the ways to Odoo. */
    String user() {
        return trusted.isEmpty() ? "" : """
                		vars user {remote_host}
                		@forwarded {
                			remote_ip %s
                			header X-Forwarded-For *
                		}
                		vars @forwarded user {http.request.header.X-Forwarded-For}
                """.formatted(networks());
    }

    private String networks() {
        return String.join(" ", trusted);
    }
}
