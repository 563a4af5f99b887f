package dev.understudy.engine.masking;

import dev.understudy.odoo.mask.Utf8Text;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Rows in the text form of PostgreSQL's {@code COPY}, a few at a time: no more of a table is held. */
final class CopiedRows {

    private CopiedRows() {}

    /** Takes a row; null is a column without a value. */
    @FunctionalInterface
    interface Sink {
        void row(@Nullable String[] row) throws SQLException;
    }

    /** Takes a row as it was sent, with its end. */
    @FunctionalInterface
    interface RawSink {
        void row(byte[] row) throws SQLException;
    }

    /** Reads the rows of a query. */
    static void read(Connection connection, String query, Sink sink) throws SQLException {
        readRaw(connection, query, row -> sink.row(decoded(row)));
    }

    /** The same, as they are sent. */
    static void readRaw(Connection connection, String query, RawSink sink) throws SQLException {
        CopyOut out = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (" + query + ") TO STDOUT");
        try {
            for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                sink.row(row);
            }
        } finally {
            if (out.isActive()) {
                out.cancelCopy();
            }
        }
    }

    /** The texts of a row's columns. */
    static @Nullable String[] decoded(byte[] row) {
        List<@Nullable String> values = new ArrayList<>();
        int start = 0;
        for (int stop = end(row, start); ; stop = end(row, start)) {
            values.add(value(row, start, stop));
            if (stop >= row.length || row[stop] != '\t') {
                return values.toArray(new String[0]);
            }
            start = stop + 1;
        }
    }

    /** Where the column that begins at a place ends. */
    static int end(byte[] row, int start) {
        int stop = start;
        while (stop < row.length && row[stop] != '\t' && row[stop] != '\n') {
            stop++;
        }
        return stop;
    }

    /** Whether a column has no value. */
    static boolean nothing(byte[] row, int start, int stop) {
        return stop - start == 2 && row[start] == '\\' && row[start + 1] == 'N';
    }

    /** Whether a column is sent otherwise than it is. */
    static boolean escaped(byte[] row, int start, int stop) {
        for (int i = start; i < stop; i++) {
            if (row[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** The text of a column. */
    static @Nullable String value(byte[] row, int start, int stop) {
        if (nothing(row, start, stop)) {
            return null;
        }
        if (!escaped(row, start, stop)) {
            return new String(row, start, stop - start, StandardCharsets.UTF_8);
        }
        Utf8Text plain = new Utf8Text(stop - start);
        plain.addUnescaped(row, start, stop);
        return plain.toString();
    }
}
