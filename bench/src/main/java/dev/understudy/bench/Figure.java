package dev.understudy.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What was measured of one promise.
 *
 * @param what in words
 * @param target that is promised
 * @param limit a value that is not reached, {@link #NONE} for a figure that only explains
 * @param higher whether more is better
 * @param unit {@code s}, {@code MB}, {@code x}
 * @param values as they were measured, in order
 */
record Figure(String what, String target, double limit, boolean higher, String unit, List<Double> values) {

    /** No promise. */
    static final double NONE = Double.NaN;

    Figure {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException(what + ": nothing was measured");
        }
    }

    /** Less than {@code limit} is promised. */
    static Figure below(double limit, String unit, String what, List<Double> values) {
        return new Figure(what, "under " + number(limit) + " " + unit, limit, false, unit, values);
    }

    /** At least {@code limit} is promised. */
    static Figure atLeast(double limit, String unit, String what, List<Double> values) {
        return new Figure(what, "at least " + number(limit) + " " + unit, limit, true, unit, values);
    }

    /** What explains another figure. */
    static Figure beside(String unit, String what, List<Double> values) {
        return new Figure(what, "", NONE, false, unit, values);
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double most() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Of the median: {@code yes}, {@code no}, or nothing where nothing is promised. */
    String reached() {
        if (Double.isNaN(limit)) {
            return "";
        }
        return (higher ? median() >= limit : median() < limit) ? "yes" : "no";
    }

    /** The row of the table. */
    String row() {
        return "| " + what + " | " + target + " | " + shown(least()) + " | **" + shown(median()) + "** | "
                + shown(most()) + " | " + values.size() + " | " + reached() + " |";
    }

    /** All values in the order in which they were measured. */
    String all() {
        return what + ": " + values.stream().map(this::shown).collect(Collectors.joining(", "));
    }

    private String shown(double value) {
        return number(value) + " " + unit;
    }

    private static String number(double value) {
        List<String> forms = new ArrayList<>(List.of("%.0f", "%.1f", "%.2f"));
        int digits = Math.abs(value) >= 100 || value == Math.rint(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, forms.get(digits), value);
    }
}
