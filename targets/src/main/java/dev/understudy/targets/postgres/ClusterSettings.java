package dev.understudy.targets.postgres;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a cluster is told at each start: all of {@code postgresql.conf} and {@code pg_hba.conf}. Written whole, so that a
 * copy keeps nothing of where it came from.
 */
final class ClusterSettings {

    /** Suits the smallest machine that runs Odoo at all; the kernel's cache does the rest. */
    static final String SHARED_BUFFERS = "128MB";

    /** Linux keeps a socket's path in 108 bytes; the file's own name takes some of them. */
    private static final int LONGEST_SOCKET_FOLDER = 85;

    private ClusterSettings() {}

    static String postgresqlConf(Cluster cluster) {
        return postgresqlConf(cluster, cluster.tuning().settings());
    }

    /** With these of its project. */
    static String postgresqlConf(Cluster cluster, Map<String, String> tuned) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(cluster.port()));
        settings.put("unix_socket_directories", socketFolder(cluster.socketDirectory()));
        settings.put("unix_socket_permissions", "0700");
        settings.put("cluster_name", cluster.name());
        // The control plane has the sessions of all projects of a service.
        settings.put("max_connections", cluster.purpose() == Cluster.Purpose.CONTROL ? "1000" : "200");
        settings.put("shared_buffers", SHARED_BUFFERS);
        settings.put("work_mem", "16MB");
        settings.put("maintenance_work_mem", "128MB");
        settings.put("random_page_cost", "1.1");
        settings.put("jit", "off");
        settings.put("password_encryption", "scram-sha-256");
        settings.put("autovacuum", "on");
        settings.put("restart_after_crash", "on");
        settings.put("timezone", "UTC");
        settings.put("datestyle", "iso, mdy");
        settings.put("lc_messages", "C");
        settings.put("log_timezone", "UTC");
        settings.put("log_line_prefix", "%m [%p] %q%u@%d ");
        settings.put("logging_collector", "off");
        settings.put("max_replication_slots", "10");
        settings.put("archive_mode", "off");
        settings.put("recovery_target_timeline", "latest");
        settings.put("recovery_init_sync_method", "syncfs");
        settings.putAll(cluster.purpose().durable() ? production() : disposable());
        settings.putAll(tuned);
        StringBuilder text = new StringBuilder("# Written by Understudy at each start.\n");
        settings.forEach((name, value) -> text.append(name)
                .append(" = '")
                .append(value.replace("'", "''"))
                .append("'\n"));
        return text.toString();
    }

    private static Map<String, String> production() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("wal_level", "logical");
        settings.put("max_wal_senders", "10");
        settings.put("fsync", "on");
        settings.put("full_page_writes", "on");
        settings.put("synchronous_commit", "on");
        return settings;
    }

    /**
     * A copy can be made again, so nothing waits for the disk; and it has no workers that could connect to its source's
     * publishers. {@code wal_level} stays at replica, because a copy may be copied too.
     */
    private static Map<String, String> disposable() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("wal_level", "replica");
        settings.put("max_wal_senders", "0");
        settings.put("max_logical_replication_workers", "0");
        settings.put("fsync", "off");
        settings.put("full_page_writes", "off");
        settings.put("synchronous_commit", "off");
        settings.put("wal_init_zero", "off");
        settings.put("wal_recycle", "off");
        // Who sorts without end fills the disk, and a statement goes on when its Odoo was ended.
        settings.put("temp_file_limit", "8GB");
        settings.put("client_connection_check_interval", "1s");
        return settings;
    }

    private static String socketFolder(Path folder) {
        String path = folder.toString();
        boolean fits = path.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_FOLDER && !path.contains(",");
        return fits ? path : "";
    }
}
