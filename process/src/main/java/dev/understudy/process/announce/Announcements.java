package dev.understudy.process.announce;

import dev.understudy.model.announcement.Told;
import dev.understudy.model.announcement.Told.Kind;
import dev.understudy.process.ticket.Outbox;
import dev.understudy.process.ticket.Outbox.Entry;
import dev.understudy.targets.mail.Letter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What people were told of releases, and the letters that tell them, in the control plane. */
public final class Announcements {

    private static final String OPEN = " sent_at IS NULL AND gave_up_at IS NULL ";

    /** Of some announcements, how far what was written for each is. */
    private static final String SUMS = """
            SELECT a.release_id, a.kind, a.start_at, a.told_at, a.audience, a.told_by,
                   count(l.address) AS letters, count(l.sent_at) AS sent, count(l.gave_up_at) AS given_up,
                   max(l.problem) AS problem
              FROM (%s) a LEFT JOIN (
                  SELECT announcement, address, sent_at, gave_up_at, problem FROM letter
                  UNION ALL SELECT announcement, once, done_at, gave_up_at, problem FROM outbox) l
                ON l.announcement = a.number
             GROUP BY a.number, a.release_id, a.kind, a.start_at, a.told_at, a.audience, a.told_by
            """;

    private final Jdbi control;

    public Announcements(Jdbi control) {
        this.control = control;
    }

    /** What was told to an audience of a release, the oldest first. */
    public List<Told> told(String release, String audience) {
        return told(List.of(release)).getOrDefault(release, Map.of()).getOrDefault(audience, List.of());
    }

    /** What was told of some releases, by release and audience, the oldest first; without those that nobody was told of. */
    Map<String, Map<String, List<Told>>> told(Collection<String> releases) {
        Map<String, Map<String, List<Told>>> told = new HashMap<>();
        control.useHandle(handle -> handle.createQuery("""
                        SELECT release_id, audience, kind, start_at, told_at FROM announcement
                        WHERE release_id = ANY (:releases) ORDER BY number""")
                .bindArray("releases", String.class, releases)
                .map((row, context) -> told.computeIfAbsent(row.getString("release_id"), _ -> new HashMap<>())
                        .computeIfAbsent(row.getString("audience"), _ -> new ArrayList<>())
                        .add(new Told(
                                Kind.valueOf(row.getString("kind")),
                                instant(row, "start_at"),
                                instant(row, "told_at"))))
                .list());
        return told;
    }

    /** Releases that are planned, and those of which somebody may still expect to hear. */
    Set<String> open() {
        return control.withHandle(handle ->
                new TreeSet<>(handle.createQuery("""
                        SELECT release_id FROM release_plan
                        UNION SELECT release_id FROM (
                            SELECT DISTINCT ON (release_id, audience) release_id, kind FROM announcement
                            ORDER BY release_id, audience, number DESC) last
                        WHERE kind IN ('PLANNED', 'MOVED', 'STARTED')""").mapTo(String.class).list()));
    }

    /** Keeps that an audience is told, and the letters to all of them. */
    public void tell(String release, String audience, Told told, String by, List<Letter> letters, Instant usefulUntil) {
        control.useTransaction(handle -> {
            long number = insert(handle, release, audience, told, by);
            for (Letter letter : letters) {
                handle.createUpdate("""
                                INSERT INTO letter (announcement, address, subject, body, calendar, useful_until, next_try_at)
                                VALUES (:number, :to, :subject, :text, :calendar, :until, :at)""")
                        .bind("number", number)
                        .bind("to", letter.to())
                        .bind("subject", letter.subject())
                        .bind("text", letter.text())
                        .bind("calendar", letter.calendar().orElse(null))
                        .bind("until", usefulUntil)
                        .bind("at", told.at())
                        .execute();
            }
        });
    }

    /** Keeps that an audience is told, and what is written to production's Odoo for it. */
    void post(String release, String audience, Told told, String by, List<Entry> entries) {
        control.useTransaction(handle -> {
            long number = insert(handle, release, audience, told, by);
            entries.forEach(entry -> Outbox.put(handle, entry.of(number), told.at()));
        });
    }

    /** Keeps that something is written to production's Odoo again, once under its name. */
    void remind(Entry entry, Instant now) {
        control.useHandle(handle -> Outbox.put(handle, entry, now));
    }

    private static long insert(Handle handle, String release, String audience, Told told, String by) {
        return handle.createQuery("""
                        INSERT INTO announcement (release_id, audience, kind, start_at, told_at, told_by)
                        VALUES (:release, :audience, :kind, :start, :at, :by) RETURNING number""")
                .bind("release", release)
                .bind("audience", audience)
                .bind("kind", told.kind().name())
                .bind("start", told.start())
                .bind("at", told.at())
                .bind("by", by)
                .mapTo(Long.class)
                .one();
    }

    /** A letter that has not been sent. */
    record Waiting(long announcement, int tries, Letter letter) {}

    /** Those whose turn it is. */
    List<Waiting> waiting(Instant now) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM letter WHERE" + OPEN + "AND next_try_at <= :now ORDER BY announcement, address")
                .bind("now", now)
                .map((row, context) -> waiting(row))
                .list());
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        long announcement = row.getLong("announcement");
        String address = row.getString("address");
        return new Waiting(
                announcement,
                row.getInt("tries"),
                new Letter(
                        "announcement-" + announcement + "-" + Integer.toHexString(address.hashCode()),
                        address,
                        row.getString("subject"),
                        row.getString("body"),
                        Optional.ofNullable(row.getString("calendar"))));
    }

    /** Gives those up whose time is over: nobody wants to hear today what begins yesterday. */
    int giveUp(Instant now) {
        return control.withHandle(handle -> handle.createUpdate(
                        "UPDATE letter SET gave_up_at = :now WHERE" + OPEN + "AND useful_until <= :now")
                .bind("now", now)
                .execute());
    }

    void sent(Waiting letter, Instant now) {
        update(letter, "sent_at = :now, problem = NULL, tries = tries + 1", now, "", now);
    }

    void refused(Waiting letter, String problem, Instant now) {
        update(letter, "gave_up_at = :now, problem = :problem, tries = tries + 1", now, problem, now);
    }

    void notTaken(Waiting letter, String problem, Instant now, Instant next) {
        update(letter, "next_try_at = :next, problem = :problem, tries = tries + 1", now, problem, next);
    }

    private void update(Waiting letter, String change, Instant now, String problem, Instant next) {
        control.useHandle(handle -> handle.createUpdate(
                        "UPDATE letter SET " + change + " WHERE announcement = :announcement AND address = :address")
                .bind("announcement", letter.announcement())
                .bind("address", letter.letter().to())
                .bind("now", now)
                .bind("problem", problem)
                .bind("next", next)
                .execute());
    }

    /**
     * An announcement, and how far its letters are.
     *
     * @param problem what hindered one of them last; empty when nothing did
     */
    public record Sum(
            Told told, String audience, String by, int letters, int sent, int givenUp, Optional<String> problem) {}

    /** All of a release, the oldest first. */
    public List<Sum> of(String release) {
        return control.withHandle(handle -> handle.createQuery(
                        SUMS.formatted("SELECT * FROM announcement WHERE release_id = :release") + "ORDER BY a.number")
                .bind("release", release)
                .map((row, context) -> sum(row))
                .list());
    }

    /** An announcement of a release. */
    public record OfRelease(String release, Sum sum) {}

    /** So many of the newest of all releases, the newest first. */
    public List<OfRelease> latest(int most) {
        return control.withHandle(handle -> handle.createQuery(
                        SUMS.formatted("SELECT * FROM announcement ORDER BY number DESC LIMIT :most")
                                + "ORDER BY a.number DESC")
                .bind("most", most)
                .map((row, context) -> new OfRelease(row.getString("release_id"), sum(row)))
                .list());
    }

    private static Sum sum(ResultSet row) throws SQLException {
        return new Sum(
                new Told(Kind.valueOf(row.getString("kind")), instant(row, "start_at"), instant(row, "told_at")),
                row.getString("audience"),
                row.getString("told_by"),
                row.getInt("letters"),
                row.getInt("sent"),
                row.getInt("given_up"),
                Optional.ofNullable(row.getString("problem")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
