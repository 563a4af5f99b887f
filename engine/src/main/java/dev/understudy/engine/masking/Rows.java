package dev.understudy.engine.masking;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The rows of short queries over one connection: hundreds are asked of a database, and to sign in takes longer than most of them. */
final class Rows {

    private Rows() {}

    /** Each a list of its columns as text, null as an empty string. */
    static List<List<String>> of(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            ResultSet found = statement.executeQuery(query);
            int columns = found.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>(columns);
                for (int i = 1; i <= columns; i++) {
                    row.add(Objects.requireNonNullElse(found.getString(i), ""));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The first column of the first row. */
    static String first(Connection connection, String query) throws SQLException {
        return of(connection, query).getFirst().getFirst();
    }
}
