package dev.understudy.process.ticket;

import dev.understudy.model.view.TicketView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Which tickets releases are tied to, in the control plane. */
final class Ties {

    private final Jdbi control;

    Ties(Jdbi control) {
        this.control = control;
    }

    static void tie(Handle handle, String release, long ticket, String by, Instant now) {
        handle.createUpdate("""
                        INSERT INTO release_ticket (release_id, ticket, tied_at, tied_by)
                        VALUES (:release, :ticket, :now, :by) ON CONFLICT DO NOTHING""")
                .bind("release", release)
                .bind("ticket", ticket)
                .bind("now", now)
                .bind("by", by)
                .execute();
    }

    /** Ties, where nobody took it apart before. */
    void found(String release, long ticket, String by, Instant now) {
        control.useHandle(handle -> tie(handle, release, ticket, by, now));
    }

    /** Ties, also what was taken apart. */
    void tie(String release, long ticket, String by, Instant now) {
        control.useTransaction(handle -> {
            tie(handle, release, ticket, by, now);
            handle.execute(
                    "UPDATE release_ticket SET untied_at = NULL WHERE release_id = ? AND ticket = ?", release, ticket);
        });
    }

    /** Whether they were tied. */
    boolean untie(String release, long ticket, Instant now) {
        return control.withHandle(handle -> handle.createUpdate("""
                        UPDATE release_ticket SET untied_at = :now
                        WHERE release_id = :release AND ticket = :ticket AND untied_at IS NULL""")
                        .bind("now", now)
                        .bind("release", release)
                        .bind("ticket", ticket)
                        .execute()
                == 1);
    }

    List<Long> of(String release) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT ticket FROM release_ticket WHERE release_id = :release AND untied_at IS NULL ORDER BY ticket""")
                .bind("release", release)
                .mapTo(Long.class)
                .list());
    }

    /** Reports and tied tickets, of one release or of all, the oldest first. */
    List<TicketView> shown(Optional<String> release) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT t.ticket, t.release_id, coalesce(o.title, '') AS title, t.tied_at AS at, t.tied_by AS by,
                               (SELECT count(n.done_at) FROM outbox n
                                 WHERE n.kind = 'NOTE' AND n.release_id = t.release_id AND n.ticket = t.ticket) AS notes,
                               (SELECT count(*) - count(n.done_at) - count(n.gave_up_at) FROM outbox n
                                 WHERE n.kind = 'NOTE' AND n.release_id = t.release_id AND n.ticket = t.ticket) AS waiting,
                               (SELECT max(n.problem) FROM outbox n
                                 WHERE n.kind = 'NOTE' AND n.release_id = t.release_id AND n.ticket = t.ticket) AS problem
                          FROM release_ticket t
                          LEFT JOIN outbox o
                            ON o.kind = 'TICKET' AND o.ticket = t.ticket AND o.release_id = t.release_id
                         WHERE t.untied_at IS NULL AND (:release IS NULL OR t.release_id = :release)
                        UNION ALL
                        SELECT o.ticket, o.release_id, o.title, o.written_at, o.written_by, 0,
                               CASE WHEN o.done_at IS NULL THEN 1 ELSE 0 END, o.problem
                          FROM outbox o
                         WHERE o.kind = 'TICKET' AND (:release IS NULL OR o.release_id = :release)
                           AND NOT EXISTS (SELECT 1 FROM release_ticket t
                                            WHERE t.release_id = o.release_id AND t.ticket = o.ticket)
                         ORDER BY at""")
                .bind("release", release.orElse(null))
                .map((row, context) -> new TicketView(
                        row.getObject("ticket", Long.class),
                        row.getString("release_id"),
                        row.getString("title"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("by"),
                        row.getInt("notes"),
                        row.getInt("waiting"),
                        row.getString("problem")))
                .list());
    }
}
