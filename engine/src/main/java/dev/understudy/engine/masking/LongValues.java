package dev.understudy.engine.masking;

import dev.understudy.odoo.mask.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Values that are too long to be held in memory whole, as a mail with its attachments in it: they are read in parts that overlap by
 * more than a name is long.
 */
final class LongValues {

    /** Bytes on the disk, where they may be packed; what has fewer is read with its row. */
    private static final String LONG = "262144";

    private static final int PART = 1 << 22;
    private static final int OVERLAP = 1 << 10;

    private final Connection connection;
    private final String table;
    private final List<Column> columns;

    LongValues(Connection connection, String table, List<Column> columns) {
        this.connection = connection;
        this.table = table;
        this.columns = columns;
    }

    /**
     * Where one is.
     *
     * @param row its place in the table, as PostgreSQL writes it
     */
    record Place(Column column, String row) {}

    /** All of them. Only their lengths are looked at. */
    List<Place> places() throws SQLException {
        String sizes = columns.stream().map(LongValues::size).collect(Collectors.joining(", "));
        List<List<String>> rows = Rows.of(
                connection,
                "SELECT ctid, " + sizes + " FROM ONLY " + Quoted.table(table) + " WHERE greatest(" + sizes + ") > "
                        + LONG);
        List<Place> places = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < columns.size(); i++) {
                String size = row.get(i + 1);
                if (!size.isEmpty() && Long.parseLong(size) > Long.parseLong(LONG)) {
                    places.add(new Place(columns.get(i), row.getFirst()));
                }
            }
        }
        return places;
    }

    /** A column's values but for these. */
    static String others(Column column) {
        return "CASE WHEN " + size(column) + " <= " + LONG + " THEN " + Quoted.name(column.name()) + "::text END";
    }

    private static String size(Column column) {
        return "pg_catalog.pg_column_size(" + Quoted.name(column.name()) + ")";
    }

    /** Hands on one, part by part. */
    void read(Place place, Consumer<String> part) throws SQLException {
        String name = Quoted.name(place.column().name());
        String value = place.column().binary() ? name : name + "::text";
        long from = 1;
        String read;
        do {
            read = Rows.first(
                    connection,
                    "SELECT pg_catalog.substr(" + value + ", " + from + ", " + PART + ")::text FROM ONLY "
                            + Quoted.table(table) + " WHERE ctid = " + Quoted.text(place.row()) + "::tid");
            part.accept(read);
            from += PART - OVERLAP;
        } while (read.length() >= PART);
    }
}
