package dev.understudy.bench;

import dev.understudy.bench.traffic.Sums;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What users got of one run.
 *
 * @param what was performed
 * @param sums of the requests from a moment before the run until a moment after it
 * @param bare seconds of {@code odoo -u} of the same modules on a copy; empty where there is no update
 * @param served seconds from the command until the environment was served again, or for good
 * @param aside how many of the records that are not there are in the restore point that a rollback sets aside
 */
record TrafficRow(String what, Sums sums, OptionalDouble bare, double served, int aside) {

    static final String HEAD = """
            | what | requests | failed | held | longest wait | unavailable | bare `odoo -u` | over it | lost writes | websocket anew | command to served |
            |---|---|---|---|---|---|---|---|---|---|---|
            """;

    /** Writes that Odoo has acknowledged and that are nowhere. */
    int lost() {
        return sums.lost().size() - aside;
    }

    /** The row of the table. */
    String row() {
        return String.join(
                " | ",
                "| " + what,
                Integer.toString(sums.requests()),
                sums.failures() == 0 ? "0" : sums.failures() + " " + sums.failed(),
                Integer.toString(sums.held()),
                seconds(seconds(sums.longestWait())),
                "**" + seconds(seconds(sums.unavailable())) + "**",
                bare.isPresent() ? seconds(bare.getAsDouble()) : "none",
                bare.isPresent() ? seconds(seconds(sums.unavailable()) - bare.getAsDouble()) : "",
                lost() + " of " + sums.written() + (aside == 0 ? "" : ", " + aside + " set aside"),
                Integer.toString(sums.reconnects()),
                seconds(served) + " |");
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.2f s", value);
    }
}
