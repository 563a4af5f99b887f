package dev.understudy.model.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds the word that was probably meant. */
final class Nearest {

    private static final int LONGEST_COMPARED = 60;

    private Nearest() {}

    static String of(String written, Collection<String> known) {
        String start = written.substring(0, Math.min(LONGEST_COMPARED, written.length()));
        return known.stream()
                .min(Comparator.comparingInt(word -> distance(start, word)))
                .orElse("");
    }

    /** How many characters must be added, removed or replaced. */
    static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[to.length()];
    }
}
