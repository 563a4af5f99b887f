package dev.understudy.odoo.manifest;

import dev.understudy.odoo.series.Series;
import java.util.Arrays;
import java.util.List;

/** Which migration scripts an update performs: {@code migrate_module} of {@code odoo/modules/migration.py}. */
public final class MigrationReach {

    private static final String ALWAYS = "0.0.0";

    private MigrationReach() {}

    /**
     * Whether an update passes over the scripts of a folder that were written for it. Those that are for who comes from an
     * earlier version than production has are passed over rightly. Versions that are not made of numbers alone are given the
     * benefit of the doubt.
     *
     * @param folder the version that the scripts stand below
     * @param before the manifest's version that production has, as it is written
     * @param after the manifest's version of the release, as it is written
     */
    public static boolean misses(String folder, String before, String after, Series series) {
        String from = whole(before, series);
        String to = whole(after, series);
        String script = folder.equals(ALWAYS) ? to : series.migrationVersion(folder);
        if (!numeric(from) || !numeric(to) || !numeric(script)) {
            return false;
        }
        boolean runs = compare(from, script) < 0 && compare(script, to) <= 0;
        boolean forEarlier = compare(script, from) <= 0
                && compare(from, to) < 0
                && numbers(script).size() > 3;
        return !runs && !forEarlier;
    }

    private static String whole(String written, Series series) {
        return switch (ModuleVersion.of(written, series)) {
            case ModuleVersion.Adapted(String version) -> version;
            case ModuleVersion.Invalid(String version) -> version;
            case ModuleVersion.OtherSeries(String version) -> version;
        };
    }

    private static boolean numeric(String version) {
        return version.matches("\\d{1,9}(\\.\\d{1,9})*");
    }

    private static int compare(String one, String other) {
        List<Integer> left = numbers(one);
        List<Integer> right = numbers(other);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = Integer.compare(i < left.size() ? left.get(i) : 0, i < right.size() ? right.get(i) : 0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static List<Integer> numbers(String version) {
        return Arrays.stream(version.split("\\.", -1)).map(Integer::valueOf).toList();
    }
}
