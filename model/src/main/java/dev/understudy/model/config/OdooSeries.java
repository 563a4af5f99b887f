package dev.understudy.model.config;

import java.util.List;

/** The series of Odoo that a project may name, and where they can be had. */
public final class OdooSeries {

    /** All of them, the newest first. */
    public static final List<String> ALL = List.of("20.0", "19.0", "18.0", "17.0", "16.0", "15.0", "14.0");

    /** What somebody gets who names none: the newest that Debian has a package of. */
    public static final String USUAL = "19.0";

    private static final List<String> IN_DEBIAN = List.of("14.0", USUAL);

    private OdooSeries() {}

    /** Whether Debian has a package of it. */
    public static boolean inDebian(String series) {
        return IN_DEBIAN.contains(series);
    }
}
