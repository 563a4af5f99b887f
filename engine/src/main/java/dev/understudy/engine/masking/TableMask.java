package dev.understudy.engine.masking;

import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.mask.Column;
import dev.understudy.odoo.mask.Decision;
import dev.understudy.odoo.mask.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Masks one table: its rows are read over one connection, those that change are written into a table of the session over
 * the other, and the table is updated from it by the rows' places. Triggers of the database's owner do not fire meanwhile;
 * nobody else is connected.
 */
final class TableMask {

    private static final int LONGEST = 1 << 24;
    private static final int BEGINNING = 1 << 20;
    private static final String CHANGED = "pg_temp.understudy_masked";

    private final Connection reading;
    private final Connection writing;
    private final Workers workers;

    TableMask(Connection reading, Connection writing, Workers workers) {
        this.reading = reading;
        this.writing = writing;
        this.workers = workers;
    }

    /**
     * Masks what the decisions say of the columns of one table.
     *
     * @param kept the condition of rows that stay as they are; empty for none
     * @return how many rows changed
     * @throws dev.understudy.model.fault.FaultException {@code mask.table-refused} with the constraint that the new values
     *     break
     */
    long apply(String table, List<Decision> decisions, String kept) {
        List<Decision> dropped = decisions.stream()
                .filter(decision -> decision.kind() == Kind.DROP)
                .toList();
        List<Decision> read = decisions.stream()
                .filter(decision -> decision.kind() != Kind.DROP)
                .toList();
        try (Statement statement = writing.createStatement()) {
            statement.setEscapeProcessing(false);
            if (empty(statement, table)) {
                return 0;
            }
            List<String> triggers = triggers(statement, table);
            for (String trigger : triggers) {
                statement.execute("ALTER TABLE " + Quoted.table(table) + " DISABLE TRIGGER " + Quoted.name(trigger));
            }
            long changed = read.isEmpty() ? 0 : rewrite(statement, table, read, kept);
            changed += dropped.isEmpty() ? 0 : drop(statement, table, dropped, kept);
            for (String trigger : triggers) {
                statement.execute("ALTER TABLE " + Quoted.table(table) + " ENABLE TRIGGER " + Quoted.name(trigger));
            }
            return changed;
        } catch (SQLException failure) {
            throw refused(table, failure);
        }
    }

    /** As most of an Odoo's tables are. */
    private static boolean empty(Statement statement, String table) throws SQLException {
        try (var found = statement.executeQuery("SELECT FROM ONLY " + Quoted.table(table) + " LIMIT 1")) {
            return !found.next();
        }
    }

    /** What PostgreSQL said of new values, without a value. */
    static RuntimeException refused(String table, SQLException failure) {
        ServerErrorMessage said = failure instanceof PSQLException server ? server.getServerErrorMessage() : null;
        String constraint = said == null || said.getConstraint() == null ? "" : said.getConstraint();
        // The message may quote a value; its code and the constraint do not.
        return Fault.failed("mask.table-refused", table, constraint, String.valueOf(failure.getSQLState()))
                .at(table)
                .exception();
    }

    private static List<String> triggers(Statement statement, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (var found = statement.executeQuery("SELECT tgname FROM pg_catalog.pg_trigger WHERE tgrelid = "
                + Quoted.text(Quoted.table(table)) + "::regclass AND NOT tgisinternal AND tgenabled = 'O'")) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    private long rewrite(Statement statement, String table, List<Decision> decisions, String kept) throws SQLException {
        StringBuilder columns = new StringBuilder("ctid AS place");
        StringBuilder selected = new StringBuilder("ctid");
        List<String> set = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            Column column = decisions.get(i).column();
            columns.append(", ")
                    .append(Quoted.name(column.name()))
                    .append(" AS c")
                    .append(i);
            selected.append(", ").append(read(decisions.get(i)));
            set.add(Quoted.name(column.name()) + " = n.c" + i);
        }
        // Of the types that the columns have: what they take is said where it is read.
        statement.execute("CREATE TEMP TABLE " + CHANGED + " ON COMMIT DROP AS SELECT " + columns + " FROM ONLY "
                + Quoted.table(table) + " WITH NO DATA");
        String query = "SELECT " + selected + " FROM ONLY " + Quoted.table(table)
                + (kept.isEmpty() ? "" : " WHERE (" + kept + ") IS NOT TRUE");
        copy(query, decisions);
        statement.execute("ANALYZE " + CHANGED);
        long rows = statement.executeLargeUpdate("UPDATE ONLY " + Quoted.table(table) + " AS t SET "
                + String.join(", ", set) + " FROM " + CHANGED + " n WHERE t.ctid = n.place");
        statement.execute("DROP TABLE " + CHANGED);
        return rows;
    }

    /** Of a prose that is longer than anybody reads, as a mail with its attachments in it, the beginning stands for all. */
    static String read(Decision decision) {
        String value = Quoted.name(decision.column().name()) + "::text";
        boolean prose = decision.kind() == Kind.TEXT || decision.kind() == Kind.HTML;
        boolean plain = decision.column().type().equals("text")
                || decision.column().type().startsWith("character varying");
        return prose && plain
                ? "CASE WHEN octet_length(" + value + ") > " + LONGEST + " THEN left(" + value + ", " + BEGINNING
                        + ") ELSE " + value + " END"
                : value;
    }

    private void copy(String query, List<Decision> decisions) throws SQLException {
        List<@Nullable Decision> columns = new ArrayList<>(decisions);
        columns.addFirst(null);
        RowMask rows = new RowMask(columns);
        CopyIn in = writing.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + CHANGED + " FROM STDIN");
        try {
            workers.each(reading, query, rows::changed, made -> in.writeToCopy(made, 0, made.length));
            in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }

    private static long drop(Statement statement, String table, List<Decision> decisions, String kept)
            throws SQLException {
        List<String> set = new ArrayList<>();
        List<String> filled = new ArrayList<>();
        for (Decision decision : decisions) {
            Column column = decision.column();
            String name = Quoted.name(column.name());
            String nothing = column.required() ? "''" : "NULL";
            set.add(name + " = " + nothing);
            filled.add(name + " IS DISTINCT FROM " + nothing);
        }
        return statement.executeLargeUpdate("UPDATE ONLY " + Quoted.table(table) + " SET " + String.join(", ", set)
                + " WHERE (" + String.join(" OR ", filled) + ")"
                + (kept.isEmpty() ? "" : " AND (" + kept + ") IS NOT TRUE"));
    }
}
