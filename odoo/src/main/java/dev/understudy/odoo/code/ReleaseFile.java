package dev.understudy.odoo.code;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Odoo's {@code odoo/release.py}, of any series.
 *
 * @param series {@code 17.0}, also for {@code saas~17.2}, which keeps its name
 * @param leastPostgres {@code MIN_PG_VERSION}; 0 where a series does not say (before 15.0)
 */
public record ReleaseFile(String series, int leastPostgres) {

    private static final Pattern VERSION =
            Pattern.compile("version_info\\s*=\\s*\\(\\s*['\"]?([\\w~]+)['\"]?\\s*,\\s*(\\d+)");

    private static final Pattern POSTGRES = Pattern.compile("MIN_PG_VERSION\\s*=\\s*(\\d+)");

    /** Reads it; nothing when it is not that file. */
    public static Optional<ReleaseFile> read(String text) {
        Matcher version = VERSION.matcher(text);
        if (!version.find()) {
            return Optional.empty();
        }
        Matcher postgres = POSTGRES.matcher(text);
        return Optional.of(new ReleaseFile(
                version.group(1) + "." + version.group(2), postgres.find() ? Integer.parseInt(postgres.group(1)) : 0));
    }
}
