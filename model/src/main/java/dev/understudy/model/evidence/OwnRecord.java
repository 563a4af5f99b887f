package dev.understudy.model.evidence;

import java.util.List;

/**
 * A record of a module that people changed in production, or that they would expect to change, and what the update did to it.
 *
 * @param kind {@code view}, {@code template}, {@code automation}, {@code parameter}, {@code menu}, {@code access},
 *     {@code action}, {@code report} or {@code record}
 * @param id its external id
 * @param title its name, for people; may be empty
 * @param by the login of whoever changed it last; empty when nobody did
 * @param columns what the update wrote over; none when it wrote nothing
 */
public record OwnRecord(String kind, String id, String title, String by, Fate fate, List<String> columns) {

    public OwnRecord {
        columns = List.copyOf(columns);
    }

    /** What the update did to it, the worst first. */
    public enum Fate {
        /** It is gone. */
        REMOVED,
        /** What was there is written over. */
        OVERWRITTEN,
        /** The release changes it, and the update does not, because the record is {@code noupdate}. */
        STALE,
        /** It is as people left it. */
        KEPT
    }
}
