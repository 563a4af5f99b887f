package dev.understudy.bench.truth;

import dev.understudy.bench.MachineFacts;
import dev.understudy.bench.StolenTime;
import dev.understudy.model.release.PastDeploy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was said of each deploy, and what came of it. */
final class ForecastTable {

    private static final double NEAR = 0.2;

    private final List<String> facts = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final StolenTime stolen = new StolenTime();

    /** @param noticedMillis the longest time in which a user who asked all the time had no sign-in page */
    private record Row(String what, PastDeploy deploy, long noticedMillis, String load) {

        boolean near() {
            long likely = deploy.said().likelyMillis();
            return Math.abs(deploy.actualMillis() - likely) <= NEAR * likely;
        }

        boolean under() {
            return deploy.actualMillis() <= deploy.said().upperMillis();
        }

        /** From without, the wait of those who had just asked and the answer of the first page come on top. */
        boolean noticedUnder() {
            return noticedMillis <= deploy.said().upperMillis();
        }

        String line() {
            return "| " + what + " | " + seconds(deploy.rehearsedMillis()) + " | "
                    + seconds(deploy.said().likelyMillis()) + " | "
                    + seconds(deploy.said().upperMillis()) + " | **" + seconds(deploy.actualMillis()) + "** | "
                    + seconds(deploy.performedMillis()) + " | " + seconds(noticedMillis) + " | " + load + " | "
                    + (near() ? "yes" : "no") + " | " + (under() ? "yes" : "no") + " |";
        }
    }

    void fact(String name, String value) {
        facts.add("- " + name + ": " + value);
    }

    String add(String what, PastDeploy deploy, long noticedMillis) {
        Row row = new Row(what, deploy, noticedMillis, MachineFacts.load());
        rows.add(row);
        return row.line();
    }

    String markdown() {
        List<String> lines = new ArrayList<>(facts);
        lines.add(stolen.line());
        lines.add("");
        lines.add(
                "| deploy | rehearsed | likely | at most | users waited | of which rehearsed steps | without a sign-in page | load | within 20 % | under the most |");
        lines.add("|---|---|---|---|---|---|---|---|---|---|");
        rows.forEach(row -> lines.add(row.line()));
        lines.add("");
        lines.add(rows.stream().filter(Row::near).count() + " of " + rows.size() + " within 20 % of the likely value, "
                + rows.stream().filter(Row::under).count() + " under the upper one; as seen from without, "
                + rows.stream().filter(Row::noticedUnder).count() + " under the upper one.");
        return String.join("\n", lines) + "\n";
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
