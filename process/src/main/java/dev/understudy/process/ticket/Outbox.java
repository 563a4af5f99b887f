package dev.understudy.process.ticket;

import dev.understudy.model.calendar.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What is to be written to production's Odoo, in the control plane: it waits there while production is away. */
public final class Outbox {

    private static final String OPEN = " done_at IS NULL AND gave_up_at IS NULL ";

    private final Jdbi control;

    public Outbox(Jdbi control) {
        this.control = control;
    }

    /** What is written. */
    public enum Kind {
        /** A new ticket. */
        TICKET,
        /** A note to a ticket. */
        NOTE,
        /** A message to all of production's users. */
        MESSAGE,
        /** An entry in the calendars of all of production's users. */
        EVENT
    }

    /**
     * Something to be written.
     *
     * @param once the same for what is the same: it is written once
     * @param release empty for none
     * @param announcement that it is a part of
     * @param ticket that it is about; empty for one that is yet to come
     * @param body HTML
     * @param mark a part of the body that nothing else has, without what HTML escapes
     * @param picture that goes with it
     * @param when the time of a calendar entry; empty where it is to be taken away
     * @param usefulUntil empty for what must never be lost
     */
    public record Entry(
            String once,
            Kind kind,
            String release,
            Optional<Long> announcement,
            Optional<Long> ticket,
            String title,
            String body,
            String mark,
            Optional<Screenshot> picture,
            Optional<Span> when,
            String by,
            Optional<Instant> usefulUntil) {

        /** The same, as the part of an announcement. */
        public Entry of(long number) {
            return named("announcement-" + number + (kind == Kind.EVENT ? "-event" : ""), Optional.of(number));
        }

        /** The same, which is written once under a name. */
        public Entry named(String name) {
            return named(name, announcement);
        }

        private Entry named(String name, Optional<Long> number) {
            return new Entry(name, kind, release, number, ticket, title, body, mark, picture, when, by, usefulUntil);
        }
    }

    /** One that waits, or is done. */
    public record Waiting(long number, int tries, Entry entry) {}

    /** Keeps an entry, unless it is there. */
    void put(Entry entry, Instant now) {
        control.useHandle(handle -> put(handle, entry, now));
    }

    /** The same, in a transaction. */
    public static void put(Handle handle, Entry entry, Instant now) {
        handle.createUpdate("""
                        INSERT INTO outbox (once, kind, release_id, announcement, ticket, title, body, mark,
                                            picture_type, picture, written_at,
                                            written_by, useful_until, next_try_at, starts_at, ends_at)
                        VALUES (:once, :kind, :release, :announcement, :ticket, :title, :body, :mark,
                                :pictureType, :picture, :now, :by, :until, :now,
                                :starts, :ends)
                        ON CONFLICT DO NOTHING""")
                .bind("once", entry.once())
                .bind("kind", entry.kind().name())
                .bind("release", entry.release())
                .bind("announcement", entry.announcement().orElse(null))
                .bind("ticket", entry.ticket().orElse(null))
                .bind("title", entry.title())
                .bind("body", entry.body())
                .bind("mark", entry.mark())
                .bind("pictureType", entry.picture().map(Screenshot::type).orElse(null))
                .bind("picture", entry.picture().map(Screenshot::content).orElse(null))
                .bind("starts", entry.when().map(Span::start).orElse(null))
                .bind("ends", entry.when().map(Span::end).orElse(null))
                .bind("now", now)
                .bind("by", entry.by())
                .bind("until", entry.usefulUntil().orElse(null))
                .execute();
    }

    /** Those whose turn it is, in the order in which they came. */
    List<Waiting> waiting(Instant now) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM outbox WHERE" + OPEN + "AND next_try_at <= :now ORDER BY number")
                .bind("now", now)
                .map((row, context) -> waiting(row))
                .list());
    }

    /** Gives up what nobody wants to read any more. */
    int giveUp(Instant now) {
        return control.withHandle(handle -> handle.createUpdate(
                        "UPDATE outbox SET gave_up_at = :now WHERE" + OPEN + "AND useful_until <= :now")
                .bind("now", now)
                .execute());
    }

    /** It was written, to a ticket where it is about one; a report is tied to its release with that. */
    void done(Waiting one, Optional<Long> ticket, Instant now) {
        control.useTransaction(handle -> {
            handle.createUpdate("""
                            UPDATE outbox SET done_at = :now, problem = NULL, tries = tries + 1, ticket = :ticket, picture = NULL
                            WHERE number = :number""")
                    .bind("now", now)
                    .bind("ticket", ticket.orElse(null))
                    .bind("number", one.number())
                    .execute();
            if (one.entry().kind() == Kind.TICKET
                    && ticket.isPresent()
                    && !one.entry().release().isEmpty()) {
                Ties.tie(
                        handle, one.entry().release(), ticket.get(), one.entry().by(), now);
            }
        });
    }

    /** It was not, for now. */
    void notDone(Waiting one, String problem, Instant next) {
        control.useHandle(handle -> handle.createUpdate("""
                        UPDATE outbox SET next_try_at = :next, problem = :problem, tries = tries + 1
                        WHERE number = :number""")
                .bind("next", next)
                .bind("problem", problem)
                .bind("number", one.number())
                .execute());
    }

    /** What a ticket was told of a release, by {@link Entry#once}, the oldest first. */
    List<String> told(String release, long ticket) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT once FROM outbox
                        WHERE kind = 'NOTE' AND release_id = :release AND ticket = :ticket ORDER BY number""")
                .bind("release", release)
                .bind("ticket", ticket)
                .mapTo(String.class)
                .list());
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getLong("number"),
                row.getInt("tries"),
                new Entry(
                        row.getString("once"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("release_id"),
                        number(row, "announcement"),
                        number(row, "ticket"),
                        row.getString("title"),
                        row.getString("body"),
                        row.getString("mark"),
                        picture(row),
                        when(row),
                        row.getString("written_by"),
                        Optional.ofNullable(row.getTimestamp("useful_until")).map(at -> at.toInstant())));
    }

    private static Optional<Screenshot> picture(ResultSet row) throws SQLException {
        String type = row.getString("picture_type");
        String picture = row.getString("picture");
        return picture == null ? Optional.empty() : Optional.of(new Screenshot(type, picture));
    }

    private static Optional<Span> when(ResultSet row) throws SQLException {
        Timestamp starts = row.getTimestamp("starts_at");
        return starts == null
                ? Optional.empty()
                : Optional.of(
                        new Span(starts.toInstant(), row.getTimestamp("ends_at").toInstant()));
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }
}
