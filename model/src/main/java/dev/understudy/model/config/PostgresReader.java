package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads {@code postgres}, without what is Understudy's to say. */
final class PostgresReader {

    static final List<String> KEYS = List.of("major", "settings");

    static final int OLDEST = 14;
    static final int NEWEST = 18;

    /** By which Understudy finds, enters, copies and protects its servers, and reads their logs. */
    static final Set<String> OWNED = Set.of(
            "listen_addresses",
            "port",
            "unix_socket_directories",
            "unix_socket_permissions",
            "unix_socket_group",
            "cluster_name",
            "data_directory",
            "config_file",
            "hba_file",
            "ident_file",
            "external_pid_file",
            "password_encryption",
            "wal_level",
            "max_wal_senders",
            "max_replication_slots",
            "fsync",
            "full_page_writes",
            "archive_mode",
            "archive_command",
            "archive_library",
            "restore_command",
            "recovery_target_timeline",
            "recovery_init_sync_method",
            "primary_conninfo",
            "hot_standby",
            "restart_after_crash",
            "timezone",
            "log_timezone",
            "datestyle",
            "lc_messages",
            "log_line_prefix",
            "log_destination",
            "logging_collector",
            "search_path",
            "session_replication_role",
            "default_transaction_read_only",
            "transaction_read_only",
            "role",
            "allow_system_table_mods",
            "row_security",
            "temp_file_limit");

    private PostgresReader() {}

    static PostgresSettings read(Value value) {
        Section section = new Section(value, KEYS);
        OptionalInt major =
                section.value("major").map(one -> one.whole(OLDEST, NEWEST)).orElse(OptionalInt.empty());
        TreeMap<String, String> settings = new TreeMap<>();
        for (Value.Member member : section.value("settings").map(Value::members).orElse(List.of())) {
            String name = member.key().text().orElseThrow();
            String path = member.key().path();
            if (!Forms.SETTING.matcher(name).matches()) {
                member.key().problem(Fault.usage("config.bad-setting", path, Value.shown(name)));
            } else if (OWNED.contains(name)) {
                member.key().problem(Fault.usage("config.setting-owned", path));
            } else {
                text(member.value()).ifPresent(text -> settings.put(name, text));
            }
        }
        return new PostgresSettings(major, settings);
    }

    private static Optional<String> text(Value value) {
        if (!(value.node() instanceof ScalarNode scalar)
                || scalar.getTag().equals(Tag.NULL)
                || !Forms.OPTION_VALUE.matcher(scalar.getValue()).matches()) {
            value.problem(Fault.usage("config.bad-option-value", value.path(), value.shown()));
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }
}
