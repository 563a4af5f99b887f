package dev.understudy.targets.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A database as Understudy sees it: short work on its own connection. {@link Reader} and {@link Owner} say as whom. */
public interface Database {

    String name();

    /** How another process of Understudy gets in. */
    DatabaseEntry entry();

    /** A new connection; the caller closes it. */
    Connection connect() throws SQLException;

    /** Runs work in one transaction; commits, or rolls back and throws {@code postgres.query-failed}. */
    <T> T inTransaction(Work<T> work);

    /** Runs a script of several statements in one transaction, as it stands (no parameters, no JDBC escapes). */
    void script(String sql);

    /** The rows of a query, each a list of its columns as text, null as an empty string. */
    List<List<String>> rows(String sql, Object... parameters);

    /** Work on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
