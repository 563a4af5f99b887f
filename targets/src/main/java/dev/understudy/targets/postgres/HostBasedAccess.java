package dev.understudy.targets.postgres;

/**
 * Who may connect to which database: all of {@code pg_hba.conf}. Only with a password, only from this machine, and nobody
 * may replicate. Where a cluster holds an Odoo, its superuser may enter the maintenance database alone, and nobody but the
 * superuser may; so no session of a superuser ever meets what Odoo's role has made.
 */
final class HostBasedAccess {

    /** The superuser's own: every cluster has it, and Odoo never asks for it. */
    static final String MAINTENANCE = "template1";

    private static final String HEAD = """
            # Written by Understudy at each start.
            local all all reject
            """;

    private static final String CONTROL = "host all " + ClusterRoles.SUPERUSER + " 127.0.0.1/32 scram-sha-256\n";

    private static final String ODOO = """
            host %1$s %2$s 127.0.0.1/32 scram-sha-256
            host %1$s all 127.0.0.1/32 reject
            host all %3$s,%4$s,%5$s 127.0.0.1/32 scram-sha-256
            """.formatted(
                    MAINTENANCE, ClusterRoles.SUPERUSER, ClusterRoles.ODOO, ClusterRoles.READER, ClusterRoles.OWNER);

    private HostBasedAccess() {}

    static String of(Cluster.Purpose purpose) {
        return HEAD + (purpose == Cluster.Purpose.CONTROL ? CONTROL : ODOO);
    }
}
