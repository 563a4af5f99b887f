package dev.understudy.engine.masking;

import dev.understudy.odoo.mask.Column;
import dev.understudy.odoo.mask.Decision;
import dev.understudy.odoo.mask.Kind;
import dev.understudy.odoo.mask.Utf8Text;
import dev.understudy.odoo.mask.ValueMask;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Masks rows of one table. What is not masked of a row is handed on as it was sent. */
final class RowMask {

    private final List<@Nullable Decision> decisions;

    /** Whether the values of each column may become any other text. */
    private final boolean[] free;

    /** @param decisions one for each column of the rows; null for one that stays */
    RowMask(List<@Nullable Decision> decisions) {
        this.decisions = decisions;
        this.free = new boolean[decisions.size()];
        for (int i = 0; i < free.length; i++) {
            Decision decision = decisions.get(i);
            free[i] = decision != null && free(decision.column());
        }
    }

    private static boolean free(Column column) {
        return !column.unique() && !column.json() && !column.composed() && column.longest() == Integer.MAX_VALUE;
    }

    /** Adds all rows; where a row says in its first column that it stays, as it is. That column is left out. */
    byte[] whole(List<byte[]> rows, ValueMask mask) {
        Made made = new Made(mask, new RowBytes(room(rows)));
        for (byte[] row : rows) {
            int own = CopiedRows.end(row, 0) + 1;
            if (row[0] == 't') {
                add(row, own, made);
            } else {
                made.rows().add(row, own, row.length);
            }
        }
        return made.rows().toBytes();
    }

    /** Adds the rows that change. */
    byte[] changed(List<byte[]> rows, ValueMask mask) {
        Made made = new Made(mask, new RowBytes(room(rows)));
        for (byte[] row : rows) {
            int before = made.rows().length();
            if (!add(row, 0, made)) {
                made.rows().cut(before);
            }
        }
        return made.rows().toBytes();
    }

    private static int room(List<byte[]> rows) {
        return rows.stream().mapToInt(row -> row.length).sum() * 9 / 8;
    }

    /**
     * Where masked rows go.
     *
     * @param plain room for a value that is sent otherwise than it is
     * @param masked room for what a value becomes
     */
    private record Made(ValueMask mask, RowBytes rows, Utf8Text plain, Utf8Text masked) {

        Made(ValueMask mask, RowBytes rows) {
            this(mask, rows, new Utf8Text(), new Utf8Text());
        }
    }

    private boolean add(byte[] row, int from, Made made) {
        boolean changed = false;
        int start = from;
        for (int i = 0; i < free.length; i++) {
            Decision decision = decisions.get(i);
            if (start > from) {
                made.rows().add('\t');
            }
            int stop = CopiedRows.end(row, start);
            if (decision == null || CopiedRows.nothing(row, start, stop)) {
                made.rows().add(row, start, stop);
            } else {
                changed |= free[i] ? quick(decision, row, start, stop, made) : add(decision, row, start, stop, made);
            }
            start = stop + 1;
        }
        made.rows().add('\n');
        return changed;
    }

    /** By its bytes, where that can be. */
    private static boolean quick(Decision decision, byte[] row, int start, int stop, Made made) {
        byte[] text = row;
        int from = start;
        int to = stop;
        if (CopiedRows.escaped(row, start, stop)) {
            made.plain().cut(0);
            made.plain().addUnescaped(row, start, stop);
            text = made.plain().bytes();
            from = 0;
            to = made.plain().length();
        }
        Utf8Text masked = made.masked();
        masked.cut(0);
        if (to == from || !made.mask().quickly(decision.kind(), text, from, to, masked)) {
            return add(decision, row, start, stop, made);
        }
        made.rows().addText(masked.bytes(), 0, masked.length());
        return !Arrays.equals(text, from, to, masked.bytes(), 0, masked.length());
    }

    private static boolean add(Decision decision, byte[] row, int start, int stop, Made made) {
        String value = CopiedRows.value(row, start, stop);
        return value != null && add(decision, value, made.mask(), made.rows());
    }

    /** No longer than the column takes. What tells a value from all others, and an address from none, is its end. */
    private static String fitting(String masked, Column column) {
        int longest = column.longest();
        int letters = longest < Integer.MAX_VALUE ? masked.codePointCount(0, masked.length()) : 0;
        if (letters <= longest) {
            return masked;
        }
        boolean end = column.unique() || masked.indexOf('@') >= 0;
        return end
                ? masked.substring(masked.offsetByCodePoints(0, letters - longest))
                : masked.substring(0, masked.offsetByCodePoints(0, longest));
    }

    private static boolean add(Decision decision, String value, ValueMask mask, RowBytes made) {
        Column column = decision.column();
        String masked;
        if (decision.kind() == Kind.DROP) {
            masked = column.required() ? "" : null;
        } else if (column.composed()) {
            masked = mask.of(decision.kind(), value, column.shape());
        } else {
            masked = column.unique()
                    ? mask.unique(decision.kind(), value, column.json())
                    : mask.of(decision.kind(), value, column.json());
        }
        masked = masked == null ? null : fitting(masked, column);
        if (masked == null) {
            made.addNothing();
        } else {
            made.add(masked);
        }
        return !value.equals(masked);
    }
}
