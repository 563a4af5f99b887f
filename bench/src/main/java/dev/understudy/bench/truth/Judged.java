package dev.understudy.bench.truth;

import java.util.List;
import java.util.Locale;

/**
 * A release, what Understudy said of it, and what is so.
 *
 * @param name of the release or of what was broken
 * @param declared the class of the diff; empty where it was not made
 * @param seen the class that the rehearsal saw; empty where there was none
 * @param passed whether Understudy would let it go to production
 * @param said why not, or what it told
 * @param good whether it is good in truth
 * @param why not
 * @param predicted how long production would be away, in milliseconds; -1 where nothing was predicted
 * @param actual how long it was, in milliseconds; -1 where it was not deployed
 */
record Judged(
        String name,
        String declared,
        String seen,
        boolean passed,
        String said,
        boolean good,
        String why,
        long predicted,
        long actual) {

    private static final int SHOWN = 160;

    boolean right() {
        return passed == good;
    }

    String row() {
        return "| "
                + String.join(
                        " | ",
                        List.of(
                                name,
                                declared,
                                seen,
                                passed ? "may be deployed" : "stopped: " + cut(said),
                                good ? "good" : "broken: " + cut(why),
                                right() ? "right" : "**wrong**",
                                seconds(predicted),
                                seconds(actual)))
                + " |";
    }

    private static String seconds(long millis) {
        return millis < 0 ? "" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ").replace("|", "\\|").strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
