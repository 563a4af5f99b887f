package dev.understudy.engine.masking;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Rows in the text form of PostgreSQL's {@code COPY}, one at a time: no more of a table is held than one row. */
final class CopiedRows {

    private CopiedRows() {}

    /** Takes a row; null is a column without a value. */
    @FunctionalInterface
    interface Sink {
        void row(@Nullable String[] row) throws SQLException;
    }

    /** Reads the rows of a query. */
    static void read(Connection connection, String query, Sink sink) throws SQLException {
        CopyOut out = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (" + query + ") TO STDOUT");
        try {
            for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                sink.row(decoded(row));
            }
        } finally {
            if (out.isActive()) {
                out.cancelCopy();
            }
        }
    }

    private static @Nullable String[] decoded(byte[] row) {
        int end = row.length > 0 && row[row.length - 1] == '\n' ? row.length - 1 : row.length;
        int columns = 1;
        for (int i = 0; i < end; i++) {
            columns += row[i] == '\t' ? 1 : 0;
        }
        @Nullable String[] values = new @Nullable String[columns];
        int start = 0;
        for (int column = 0; column < columns; column++) {
            int stop = start;
            boolean escaped = false;
            while (stop < end && row[stop] != '\t') {
                escaped |= row[stop] == '\\';
                stop++;
            }
            values[column] = escaped
                    ? unescaped(row, start, stop)
                    : new String(row, start, stop - start, StandardCharsets.UTF_8);
            start = stop + 1;
        }
        return values;
    }

    private static @Nullable String unescaped(byte[] row, int start, int stop) {
        if (stop - start == 2 && row[start] == '\\' && row[start + 1] == 'N') {
            return null;
        }
        byte[] plain = new byte[stop - start];
        int length = 0;
        for (int i = start; i < stop; i++) {
            byte next = row[i];
            if (next == '\\' && i + 1 < stop) {
                i++;
                next = switch (row[i]) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'v' -> 11;
                    default -> row[i];
                };
            }
            plain[length++] = next;
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    /** Adds a row, with its end. */
    static void write(ByteArrayOutputStream to, @Nullable String[] row) {
        for (int i = 0; i < row.length; i++) {
            if (i > 0) {
                to.write('\t');
            }
            String value = row[i];
            if (value == null) {
                to.write('\\');
                to.write('N');
                continue;
            }
            for (byte next : value.getBytes(StandardCharsets.UTF_8)) {
                switch (next) {
                    case '\\' -> escape(to, '\\');
                    case '\n' -> escape(to, 'n');
                    case '\r' -> escape(to, 'r');
                    case '\t' -> escape(to, 't');
                    default -> to.write(next);
                }
            }
        }
        to.write('\n');
    }

    private static void escape(ByteArrayOutputStream to, char letter) {
        to.write('\\');
        to.write(letter);
    }
}
