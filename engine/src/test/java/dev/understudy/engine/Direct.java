package dev.understudy.engine;

import dev.understudy.targets.postgres.DatabaseEntry;
import dev.understudy.targets.postgres.Doors;
import dev.understudy.targets.postgres.Owner;
import dev.understudy.targets.postgres.Reader;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A database by its address. */
public record Direct(String url) implements Reader, Owner {

    public Doors doors() {
        return new Doors(this, this);
    }

    @Override
    public String name() {
        return url;
    }

    @Override
    public DatabaseEntry entry() {
        URI place = URI.create(url.substring("jdbc:".length()));
        return new DatabaseEntry(
                url,
                place.getHost(),
                place.getPort(),
                place.getPath().substring(1),
                TestPostgres.USER,
                TestPostgres.PASSWORD,
                "");
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, TestPostgres.USER, TestPostgres.PASSWORD);
    }

    @Override
    public <T> T inTransaction(Work<T> work) {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void script(String sql) {
        inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    @Override
    public List<List<String>> rows(String sql, Object... parameters) {
        return inTransaction(connection -> {
            List<List<String>> rows = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                ResultSet found = statement.executeQuery();
                while (found.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        row.add(Objects.requireNonNullElse(found.getString(i), ""));
                    }
                    rows.add(row);
                }
            }
            return rows;
        });
    }
}
