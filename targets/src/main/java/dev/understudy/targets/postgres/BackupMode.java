package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * PostgreSQL's low-level backup, in one session: between {@link #begin} and {@link #end} the data directory may be
 * copied while it is written to. A temporary replication slot keeps the WAL of that time; it ends with the session, as
 * does a backup that is not brought to its end.
 *
 * <p>Source: PostgreSQL's manual, "Making a Base Backup Using the Low Level API"; before version 15 the functions were
 * {@code pg_start_backup} and {@code pg_stop_backup}.
 */
final class BackupMode {

    private static final int RENAMED = 150000;

    private final Connection connection;

    BackupMode(Connection connection) {
        this.connection = connection;
    }

    /** Refuses what cannot be copied so, starts the backup with a fast checkpoint, and returns the first WAL file. */
    String begin(String label) throws SQLException {
        refuseTablespaces();
        query(
                "SELECT slot_name FROM pg_create_physical_replication_slot('understudy_' || pg_backend_pid(), true, true)");
        return query("SELECT pg_walfile_name("
                + (renamed()
                        ? "pg_backup_start('" + label + "', true)"
                        : "pg_start_backup('" + label + "', true, false)")
                + ")")[0];
    }

    /** Ends the backup. Does not wait for archiving: the WAL is copied from the server itself. */
    Ended end() throws SQLException {
        String[] row = query("SELECT pg_walfile_name(lsn), labelfile, spcmapfile FROM "
                + (renamed() ? "pg_backup_stop(false)" : "pg_stop_backup(false, false)"));
        return new Ended(row[0], row[1], row[2]);
    }

    private boolean renamed() throws SQLException {
        return Integer.parseInt(query("SHOW server_version_num")[0]) >= RENAMED;
    }

    private void refuseTablespaces() throws SQLException {
        String names = query("SELECT string_agg(spcname, ', ' ORDER BY spcname) FROM pg_tablespace"
                + " WHERE spcname NOT IN ('pg_default', 'pg_global')")[0];
        if (!names.isEmpty()) {
            throw Fault.refused("postgres.tablespaces", names).exception();
        }
    }

    private String[] query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            String[] row = new String[result.getMetaData().getColumnCount()];
            for (int i = 0; i < row.length; i++) {
                String value = result.getString(i + 1);
                row[i] = value == null ? "" : value;
            }
            return row;
        }
    }

    /**
     * What the end of a backup gives.
     *
     * @param lastWal the last WAL file that recovery needs
     * @param label goes byte for byte into {@code backup_label}
     * @param tablespaceMap into {@code tablespace_map}, when not empty
     */
    record Ended(String lastWal, String label, String tablespaceMap) {}
}
