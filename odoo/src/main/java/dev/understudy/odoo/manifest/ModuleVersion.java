package dev.understudy.odoo.manifest;

import dev.understudy.odoo.series.Series;
import java.util.List;

/**
 * A manifest's version as a series takes it: what {@code latest_version} in {@code ir_module_module} holds after an
 * update. Follows {@code adapt_version} and {@code check_version} of each series' {@code odoo/modules/module.py}.
 */
public sealed interface ModuleVersion {

    /** Taken: {@code 1.0} became {@code 19.0.1.0}. */
    record Adapted(String version) implements ModuleVersion {}

    /** Refused: 17.0 and later do not load the manifest; the module's data cannot be read. */
    record Invalid(String version) implements ModuleVersion {}

    /** Well formed but not of this series: 19.0 treats the module as not installable. */
    record OtherSeries(String version) implements ModuleVersion {}

    /** What a series makes of a version as it is written. */
    static ModuleVersion of(String written, Series series) {
        if (series.refusesOtherSeries()) {
            return since19(written, series.name());
        }
        return series.refusesOddVersions() ? since17(written, series.name()) : prefixed(written, series.name());
    }

    private static ModuleVersion prefixed(String written, String series) {
        return new Adapted(written.startsWith(series + ".") ? written : series + "." + written);
    }

    private static ModuleVersion since17(String written, String series) {
        String own = written.startsWith(series + ".") ? written.substring(series.length() + 1) : written;
        return own.matches("\\d+\\.\\d+(\\.\\d+)?") ? prefixed(written, series) : new Invalid(written);
    }

    /** A version that merely begins with the digits of the series, {@code 19.05}, is not prefixed there. */
    private static ModuleVersion since19(String written, String series) {
        List<String> parts = List.of(written.split("\\.", -1));
        if (parts.size() < 2 || parts.size() > 5 || !parts.stream().allMatch(ModuleVersion::isNumber)) {
            return new Invalid(written);
        }
        String version = parts.size() <= 3 && !written.startsWith(series) ? series + "." + written : written;
        return version.startsWith(series + ".") ? new Adapted(version) : new OtherSeries(written);
    }

    private static boolean isNumber(String part) {
        return part.strip().matches("[+-]?\\d+(_\\d+)*");
    }
}
