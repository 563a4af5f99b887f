package dev.understudy.model.config;

import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a project says of an environment's PostgreSQL.
 *
 * @param major the major version of a new server; empty for the newest that is installed. A copy has production's
 * @param settings of {@code postgresql.conf}, over Understudy's defaults
 */
public record PostgresSettings(OptionalInt major, SortedMap<String, String> settings) {

    /** Nothing. */
    public static final PostgresSettings NONE = new PostgresSettings(OptionalInt.empty(), new TreeMap<>());

    /** What fits production's memory and disk, and need not fit a copy's part of them. */
    private static final Set<String> OF_THE_MACHINE = Set.of(
            "shared_buffers",
            "effective_cache_size",
            "work_mem",
            "hash_mem_multiplier",
            "maintenance_work_mem",
            "autovacuum_work_mem",
            "logical_decoding_work_mem",
            "temp_buffers",
            "wal_buffers",
            "huge_pages",
            "huge_page_size",
            "max_wal_size",
            "min_wal_size",
            "wal_keep_size",
            "max_worker_processes",
            "max_parallel_workers",
            "max_parallel_workers_per_gather",
            "max_parallel_maintenance_workers",
            "autovacuum_max_workers");

    public PostgresSettings {
        settings = new TreeMap<>(settings);
    }

    /** What a copy of this production has, so that it behaves as production does; what it says itself counts more. */
    public PostgresSettings underACopy(PostgresSettings own) {
        TreeMap<String, String> both = new TreeMap<>(settings);
        both.keySet().removeAll(OF_THE_MACHINE);
        both.putAll(own.settings());
        return new PostgresSettings(OptionalInt.empty(), both);
    }
}
