package dev.understudy.odoo.series;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A series of Odoo, as its {@code release.py} names it: {@code 19.0}. What differs from one to the next stands here, so
 * that no other place compares numbers.
 *
 * @param major the first number; the second is always 0 in a stable series
 */
public record Series(int major) implements Comparable<Series> {

    private static final int OLDEST = 14;
    private static final int NEWEST = 20;
    private static final List<String> LIVE_PATHS = List.of("/websocket", "/longpolling");

    /** All that Understudy knows, the oldest first. */
    public static final List<Series> SUPPORTED =
            IntStream.rangeClosed(OLDEST, NEWEST).mapToObj(Series::new).toList();

    public Series {
        if (major < OLDEST || major > NEWEST) {
            throw new IllegalArgumentException(
                    "Odoo " + major + ".0 is not supported: " + OLDEST + ".0 to " + NEWEST + ".0 are");
        }
    }

    /** Reads {@code 19.0}. Throws {@link IllegalArgumentException} for anything else than a supported series. */
    public static Series of(String name) {
        if (!name.matches("[1-9]\\d\\.0")) {
            throw new IllegalArgumentException("Not a series of Odoo: " + name);
        }
        return new Series(Integer.parseInt(name.substring(0, 2)));
    }

    /** Whether {@link #of} would take it. */
    public static boolean supports(String name) {
        return SUPPORTED.stream().anyMatch(series -> series.name().equals(name));
    }

    /** {@code 19.0}. */
    public String name() {
        return major + ".0";
    }

    /**
     * The version for which a folder of migration scripts stands: {@code convert_version} of {@code odoo/modules/migration.py}.
     * Two dots make a whole version until 16.0: the scripts below {@code 1.1.0} never run there.
     */
    public String migrationVersion(String folder) {
        long dots = folder.chars().filter(character -> character == '.').count();
        return dots > (major >= 17 ? 2 : 1) ? folder : name() + "." + folder;
    }

    /** Whether {@code odoo neutralize} and the modules' {@code data/neutralize.sql} exist: 16.0. */
    public boolean hasNeutralize() {
        return major >= 16;
    }

    /** Whether {@code odoo db load, dump, duplicate, rename, drop} exist: 16.0. */
    public boolean hasDatabaseCommand() {
        return major >= 16;
    }

    /** Whether the manifest of a module whose version is no version is not loaded at all: 17.0. */
    public boolean refusesOddVersions() {
        return major >= 17;
    }

    /** Whether a module whose version begins with another series is not installable: 19.0. */
    public boolean refusesOtherSeries() {
        return major >= 19;
    }

    /** Whether who renders a report names it first: 16.0. */
    public boolean namesReports() {
        return major >= 16;
    }

    /** What a view of rows is called: {@code list} since 18.0, {@code tree} before. */
    public String rowsView() {
        return major >= 18 ? "list" : "tree";
    }

    /** Whether {@code POST /json/2/MODEL/METHOD} answers: 19.0. */
    public boolean hasJson2() {
        return major >= 19;
    }

    /** Whether {@code message_post} takes a text for a text, and HTML only when told so ({@code body_is_html}): 17.0. */
    public boolean escapesPosts() {
        return major >= 17;
    }

    /** The option of {@code odoo.conf} for the port of live chat, when there are workers. */
    public String geventOption() {
        return major >= 16 ? "gevent_port" : "longpolling_port";
    }

    /** The path that a proxy sends to the port of {@link #geventOption}. */
    public String geventPath() {
        return major >= 16 ? LIVE_PATHS.getFirst() : LIVE_PATHS.getLast();
    }

    /** Whether demo data comes only when asked for ({@code with_demo}): 19.0. Earlier it must be declined. */
    public boolean demoIsAskedFor() {
        return major >= 19;
    }

    /** Whether a page that is only open asks for a path by itself, in any series: it stays open without work. */
    public static boolean staysOpen(String path) {
        return LIVE_PATHS.stream().anyMatch(path::startsWith);
    }

    /** The field of {@code ir.attachment} that takes a file's content as Base64 over the remote API: {@code datas} before 20.0. */
    public String contentField() {
        return major >= 20 ? "raw" : "datas";
    }

    /**
     * The oldest major version of PostgreSQL that this one starts on ({@code MIN_PG_VERSION}), as far as Understudy makes such:
     * 16 from 20.0 on. What earlier series ask for at most, 13, is older than all that Understudy makes.
     */
    public int leastPostgres() {
        return major >= 20 ? 16 : 13;
    }

    @Override
    public int compareTo(Series other) {
        return Integer.compare(major, other.major);
    }

    @Override
    public String toString() {
        return name();
    }
}
