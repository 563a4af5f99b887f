package dev.understudy.process.after;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What people said of releases afterwards, in the control plane. Answers are added and never changed: the latest counts. */
final class RetrospectiveBook {

    /** The latest answer of each person. */
    private static final String LATEST = """
            SELECT DISTINCT ON (release_id, person) * FROM retrospective_answer ORDER BY release_id, person, number DESC""";

    private final Jdbi control;

    RetrospectiveBook(Jdbi control) {
        this.control = control;
    }

    /** Opens for a release, or opens again after another deploy of it. */
    void open(Retrospective retrospective, String run) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO retrospective (release_id, run_id, opened_at, ends_at, modules, asked)
                        VALUES (:release, :run, :opened, :ends, :modules, :asked)
                        ON CONFLICT (release_id) DO UPDATE
                            SET run_id = excluded.run_id, opened_at = excluded.opened_at, ends_at = excluded.ends_at,
                                modules = excluded.modules, asked = excluded.asked, closed_at = NULL, closed_by = NULL""")
                .bind("release", retrospective.release())
                .bind("run", run)
                .bind("opened", retrospective.opened())
                .bind("ends", retrospective.ends())
                .bindArray("modules", String.class, retrospective.modules())
                .bindArray("asked", String.class, retrospective.asked())
                .execute());
    }

    /** Releases whose help ended after a moment, without anybody having been asked since; by the run that put them there. */
    List<Ended> due(Instant since) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT s.release_id, s.run_id, s.closed_at FROM (
                            SELECT DISTINCT ON (release_id) * FROM support ORDER BY release_id, began_at DESC) s
                        WHERE s.closed_at > :since
                            AND NOT EXISTS (SELECT 1 FROM retrospective r WHERE r.run_id = s.run_id)
                        ORDER BY s.closed_at""")
                .bind("since", since)
                .map((row, context) -> new Ended(
                        row.getString("release_id"),
                        row.getString("run_id"),
                        row.getTimestamp("closed_at").toInstant()))
                .list());
    }

    /** The help after a deploy, that ended. */
    record Ended(String release, String run, Instant at) {}

    Optional<Retrospective> of(String release) {
        return control.withHandle(
                handle -> handle.createQuery("SELECT * FROM retrospective WHERE release_id = :release")
                        .bind("release", release)
                        .map((row, context) -> retrospective(row))
                        .findOne());
    }

    /** Until the end of this thread's transaction nobody else says something of it. */
    void lock(String release) {
        control.useHandle(handle -> handle.createQuery(
                        "SELECT release_id FROM retrospective WHERE release_id = :release FOR UPDATE")
                .bind("release", release)
                .mapTo(String.class)
                .list());
    }

    /** The newest first. */
    List<Retrospective> all() {
        return control.withHandle(handle -> handle.createQuery("SELECT * FROM retrospective ORDER BY opened_at DESC")
                .map((row, context) -> retrospective(row))
                .list());
    }

    /** Those that are open and of which somebody has said nothing yet, the newest first: asked at once, for pages list them. */
    List<Awaited> awaited() {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM (
                            SELECT r.release_id, r.opened_at, r.ends_at, ARRAY(
                                SELECT a.person FROM unnest(r.asked) WITH ORDINALITY AS a (person, place)
                                WHERE NOT EXISTS (
                                    SELECT 1 FROM retrospective_answer s
                                    WHERE s.release_id = r.release_id AND s.person = a.person)
                                ORDER BY a.place) AS silent
                            FROM retrospective r WHERE r.closed_at IS NULL) open
                        WHERE cardinality(silent) > 0 ORDER BY opened_at DESC""")
                .map((row, context) -> new Awaited(
                        row.getString("release_id"), row.getTimestamp("ends_at").toInstant(), texts(row, "silent")))
                .list());
    }

    /** Closes, unless it is; whether it was not. */
    boolean close(String release, String by, Instant now) {
        return control.withHandle(handle -> handle.createUpdate("""
                        UPDATE retrospective SET closed_at = :now, closed_by = :by
                        WHERE release_id = :release AND closed_at IS NULL""")
                        .bind("now", now)
                        .bind("by", by)
                        .bind("release", release)
                        .execute()
                == 1);
    }

    /** Adds an answer, which counts from now on. */
    void add(String release, Answer answer, String knownBy) {
        control.useTransaction(handle -> {
            long number = handle.createQuery("""
                            INSERT INTO retrospective_answer (release_id, person, known_by, said_at, well, badly)
                            VALUES (:release, :person, :knownBy, :at, :well, :badly) RETURNING number""")
                    .bind("release", release)
                    .bind("person", answer.person())
                    .bind("knownBy", knownBy)
                    .bind("at", answer.at())
                    .bind("well", answer.well())
                    .bind("badly", answer.badly())
                    .mapTo(Long.class)
                    .one();
            int place = 0;
            for (String lesson : answer.lessons()) {
                handle.execute("INSERT INTO lesson (answer, place, lesson) VALUES (?, ?, ?)", number, place++, lesson);
            }
        });
    }

    /** Of each person what counts, in the order in which they said it. */
    List<Answer> answers(String release) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM (" + LATEST + ") latest WHERE release_id = :release ORDER BY number")
                .bind("release", release)
                .map((row, context) -> answer(handle, row))
                .list());
    }

    private static Answer answer(Handle handle, ResultSet row) throws SQLException {
        return new Answer(
                row.getString("person"),
                row.getTimestamp("said_at").toInstant(),
                row.getString("well"),
                row.getString("badly"),
                handle.createQuery("SELECT lesson FROM lesson WHERE answer = :answer ORDER BY place")
                        .bind("answer", row.getLong("number"))
                        .mapTo(String.class)
                        .list());
    }

    /** Keeps something to be done, unless it is there; whether it was not. */
    boolean followUp(String release, FollowUp asked, String knownBy) {
        return control.withHandle(handle -> handle.createUpdate("""
                        INSERT INTO follow_up (release_id, person, known_by, said_at, title, once)
                        VALUES (:release, :person, :knownBy, :at, :title, :once) ON CONFLICT DO NOTHING""")
                        .bind("release", release)
                        .bind("person", asked.person())
                        .bind("knownBy", knownBy)
                        .bind("at", asked.at())
                        .bind("title", asked.title())
                        .bind("once", asked.once().orElse(null))
                        .execute()
                == 1);
    }

    /** In the order in which they were said. */
    List<FollowUp> followUps(String release) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT f.*, o.ticket FROM follow_up f LEFT JOIN outbox o ON o.once = f.once
                        WHERE f.release_id = :release ORDER BY f.number""")
                .bind("release", release)
                .map((row, context) -> new FollowUp(
                        row.getString("person"),
                        row.getTimestamp("said_at").toInstant(),
                        row.getString("title"),
                        Optional.ofNullable(row.getString("once")),
                        Optional.ofNullable(row.getObject("ticket", Long.class))))
                .list());
    }

    /**
     * Lessons that count, those that fit best first, then the newest.
     *
     * @param query words that a lesson has all, in whatever form; empty for no matter which
     * @param module that the release touched; empty for no matter which
     * @param modules of which it touched one; empty for no matter which
     * @param but of this release not
     */
    List<Lesson> lessons(String query, String module, Set<String> modules, String but, int most) {
        return control.withHandle(handle -> handle.createQuery("""
                        WITH asked AS (
                            SELECT plainto_tsquery('pg_catalog.simple'::regconfig, :query)
                                || plainto_tsquery('pg_catalog.english'::regconfig, :query)
                                || plainto_tsquery('pg_catalog.spanish'::regconfig, :query)
                                || plainto_tsquery('pg_catalog.french'::regconfig, :query) AS words)
                        SELECT l.lesson, a.release_id, a.person, a.said_at, r.modules
                        FROM lesson l
                        JOIN (%s) a ON a.number = l.answer
                        JOIN retrospective r ON r.release_id = a.release_id
                        CROSS JOIN asked
                        WHERE (:query = '' OR l.words @@ asked.words)
                            AND (:module = '' OR :module = ANY (r.modules))
                            AND (cardinality(:modules) = 0 OR r.modules && :modules)
                            AND a.release_id <> :but
                        ORDER BY ts_rank(l.words, asked.words) DESC, a.said_at DESC, l.place
                        LIMIT :most""".formatted(LATEST))
                .bind("query", query)
                .bind("module", module)
                .bindArray("modules", String.class, modules)
                .bind("but", but)
                .bind("most", most)
                .map((row, context) -> new Lesson(
                        row.getString("release_id"),
                        row.getString("person"),
                        row.getTimestamp("said_at").toInstant(),
                        row.getString("lesson"),
                        texts(row, "modules")))
                .list());
    }

    private static Retrospective retrospective(ResultSet row) throws SQLException {
        return new Retrospective(
                row.getString("release_id"),
                row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                texts(row, "modules"),
                texts(row, "asked"),
                Optional.ofNullable(row.getTimestamp("closed_at")).map(at -> at.toInstant()),
                Optional.ofNullable(row.getString("closed_by")));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
