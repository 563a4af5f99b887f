package dev.understudy.process.measure;

import dev.understudy.engine.TestPostgres;
import dev.understudy.targets.postgres.DatabaseEntry;
import dev.understudy.targets.postgres.Owner;
import dev.understudy.targets.postgres.Reader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database of the tests, read as what it is. */
record Plain(String url) implements Reader, Owner {

    @Override
    public String name() {
        return "acme";
    }

    @Override
    public DatabaseEntry entry() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, TestPostgres.USER, TestPostgres.PASSWORD);
    }

    @Override
    public <T> T inTransaction(Work<T> work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void script(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public List<List<String>> rows(String sql, Object... parameters) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<String>> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                all.add(row);
            }
            return all;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
