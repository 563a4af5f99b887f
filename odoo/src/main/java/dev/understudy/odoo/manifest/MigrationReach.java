package dev.understudy.odoo.manifest;

import dev.understudy.odoo.series.Series;
import java.util.Arrays;
import java.util.List;

/** Which migration scripts an update performs: {@code migrate_module} of {@code odoo/modules/migration.py}. */
public final class MigrationReach {

    private static final String ALWAYS = "0.0.0";

    private MigrationReach() {}

    /**
     * Whether the scripts of a folder run when a module goes from one version to another. Versions that are not made of
     * numbers alone are given the benefit of the doubt.
     *
     * @param folder the version that the scripts stand below
     * @param before the manifest's version that production has, as it is written
     * @param after the manifest's version of the release, as it is written
     */
    public static boolean runs(String folder, String before, String after, Series series) {
        String from = whole(before, series);
        String to = whole(after, series);
        String script = folder.equals(ALWAYS) ? to : whole(folder, series);
        if (!numeric(from) || !numeric(to) || !numeric(script)) {
            return true;
        }
        return compare(from, script) < 0 && compare(script, to) <= 0;
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
