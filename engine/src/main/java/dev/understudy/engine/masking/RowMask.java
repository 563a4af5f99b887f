package dev.understudy.engine.masking;

import dev.understudy.odoo.mask.Column;
import dev.understudy.odoo.mask.Decision;
import dev.understudy.odoo.mask.Kind;
import dev.understudy.odoo.mask.ValueMask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Masks rows of one table. What is not masked of a row is handed on as it was sent.
 *
 * @param decisions one for each column of the rows; null for one that stays
 */
record RowMask(List<@Nullable Decision> decisions) {

    /** Adds all rows; where a row says in its first column that it stays, as it is. That column is left out. */
    byte[] whole(List<byte[]> rows, ValueMask mask) {
        RowBytes made = new RowBytes(room(rows));
        for (byte[] row : rows) {
            int own = CopiedRows.end(row, 0) + 1;
            if (row[0] == 't') {
                add(row, own, mask, made);
            } else {
                made.add(row, own, row.length);
            }
        }
        return made.toBytes();
    }

    /** Adds the rows that change. */
    byte[] changed(List<byte[]> rows, ValueMask mask) {
        RowBytes made = new RowBytes(room(rows));
        for (byte[] row : rows) {
            int before = made.length();
            if (!add(row, 0, mask, made)) {
                made.cut(before);
            }
        }
        return made.toBytes();
    }

    private static int room(List<byte[]> rows) {
        return rows.stream().mapToInt(row -> row.length).sum() * 9 / 8;
    }

    private boolean add(byte[] row, int from, ValueMask mask, RowBytes made) {
        boolean changed = false;
        int start = from;
        for (Decision decision : decisions) {
            if (start > from) {
                made.add('\t');
            }
            int stop = CopiedRows.end(row, start);
            String value = decision == null ? null : CopiedRows.value(row, start, stop);
            if (decision == null || value == null) {
                made.add(row, start, stop);
            } else {
                changed |= add(decision, value, mask, made);
            }
            start = stop + 1;
        }
        made.add('\n');
        return changed;
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
