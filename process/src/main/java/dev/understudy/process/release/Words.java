package dev.understudy.process.release;

import dev.understudy.model.method.ReleaseFacts.Approval;
import dev.understudy.model.method.ReleaseFacts.Emergency;
import dev.understudy.model.method.ReleaseFacts.Overriding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** What people said about releases, in the control plane. Nothing that was said is ever changed: it is taken back. */
public final class Words {

    private final Jdbi control;

    public Words(Jdbi control) {
        this.control = control;
    }

    /** All that was said about a release's gates, the oldest first. */
    public List<Approval> said(String release) {
        return control.withHandle(
                handle -> handle.createQuery("SELECT * FROM word WHERE release_id = :release ORDER BY number")
                        .bind("release", release)
                        .map((row, context) -> approval(row))
                        .list());
    }

    void say(String release, Approval said, String knownBy) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO word (release_id, digest, gate, person, yes, word, said_at, rehearsal, effective_at, known_by)
                        VALUES (:release, :digest, :gate, :person, :yes, :word, :at, :rehearsal, :effective, :knownBy)""")
                .bind("release", release)
                .bind("digest", said.digest())
                .bind("gate", said.gate())
                .bind("person", said.person())
                .bind("yes", said.yes())
                .bind("word", said.word())
                .bind("at", said.at())
                .bind("rehearsal", said.rehearsal())
                .bind("effective", said.effective())
                .bind("knownBy", knownBy)
                .execute());
    }

    /** How many of a person's words about a gate are taken back with this. */
    int withdraw(String release, String gate, String person, Instant now) {
        return control.withHandle(handle -> handle.createUpdate("""
                        UPDATE word SET withdrawn_at = :now
                        WHERE release_id = :release AND gate = :gate AND person = :person AND withdrawn_at IS NULL""")
                .bind("release", release)
                .bind("gate", gate)
                .bind("person", person)
                .bind("now", now)
                .execute());
    }

    /** The gates of a release that people put aside, also those that one alone asked for. */
    public List<Overriding> overridings(String release) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM overriding WHERE release_id = :release ORDER BY number")
                .bind("release", release)
                .map((row, context) -> overriding(
                        row,
                        handle.createQuery("SELECT person FROM overriding_person WHERE overriding = :number")
                                .bind("number", row.getLong("number"))))
                .list());
    }

    /**
     * Puts a gate aside, or agrees with who asked for that: one person opens it, and it counts with two.
     *
     * @return how it stands now
     */
    Overriding override(String release, Overriding asked, String knownBy) {
        return control.inTransaction(handle -> {
            String person = asked.by().iterator().next();
            Optional<Long> open = handle.createQuery("""
                            SELECT number FROM overriding
                            WHERE release_id = :release AND digest = :digest AND gate = :gate AND ends_at > :now
                            ORDER BY number DESC LIMIT 1""")
                    .bind("release", release)
                    .bind("digest", asked.digest())
                    .bind("gate", asked.gate())
                    .bind("now", asked.at())
                    .mapTo(Long.class)
                    .findOne();
            long number = open.orElseGet(() -> handle.createQuery("""
                            INSERT INTO overriding (release_id, digest, gate, reason, asked_at, ends_at)
                            VALUES (:release, :digest, :gate, :reason, :at, :until) RETURNING number""")
                    .bind("release", release)
                    .bind("digest", asked.digest())
                    .bind("gate", asked.gate())
                    .bind("reason", asked.reason())
                    .bind("at", asked.at())
                    .bind("until", asked.until())
                    .mapTo(Long.class)
                    .one());
            handle.createUpdate("""
                            INSERT INTO overriding_person (overriding, person, said_at, known_by)
                            VALUES (:number, :person, :at, :knownBy) ON CONFLICT DO NOTHING""")
                    .bind("number", number)
                    .bind("person", person)
                    .bind("at", asked.at())
                    .bind("knownBy", knownBy)
                    .execute();
            return overridings(release).stream()
                    .filter(one ->
                            one.gate().equals(asked.gate()) && one.until().isAfter(asked.at()))
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
        });
    }

    /** The emergency that was declared for a release. */
    public Optional<Emergency> emergency(String release) {
        return control.withHandle(handle -> handle.createQuery("SELECT * FROM emergency WHERE release_id = :release")
                .bind("release", release)
                .map((row, context) -> new Emergency(
                        new HashSet<>(
                                handle.createQuery("SELECT person FROM emergency_person WHERE release_id = :release")
                                        .bind("release", release)
                                        .mapTo(String.class)
                                        .list()),
                        row.getString("reason"),
                        row.getTimestamp("declared_at").toInstant(),
                        row.getBoolean("production_down")))
                .findOne());
    }

    /** Notes that somebody is asked to look back at an emergency; whether nobody was before. */
    public boolean askReview(String release, Instant now) {
        return control.withHandle(handle -> handle.createUpdate(
                                "UPDATE emergency SET review_asked_at = :now WHERE release_id = :release AND review_asked_at IS NULL")
                        .bind("release", release)
                        .bind("now", now)
                        .execute()
                == 1);
    }

    /** Declares an emergency, or agrees with who did. */
    void declare(String release, Emergency declared, String knownBy) {
        control.useTransaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO emergency (release_id, reason, declared_at, production_down)
                            VALUES (:release, :reason, :at, :down) ON CONFLICT DO NOTHING""")
                    .bind("release", release)
                    .bind("reason", declared.reason())
                    .bind("at", declared.at())
                    .bind("down", declared.productionDown())
                    .execute();
            handle.createUpdate("""
                            INSERT INTO emergency_person (release_id, person, said_at, known_by)
                            VALUES (:release, :person, :at, :knownBy) ON CONFLICT DO NOTHING""")
                    .bind("release", release)
                    .bind("person", declared.by().iterator().next())
                    .bind("at", declared.at())
                    .bind("knownBy", knownBy)
                    .execute();
        });
    }

    private static Approval approval(ResultSet row) throws SQLException {
        return new Approval(
                row.getString("digest"),
                row.getString("gate"),
                row.getString("person"),
                row.getBoolean("yes"),
                row.getString("word"),
                row.getTimestamp("said_at").toInstant(),
                row.getString("rehearsal"),
                row.getTimestamp("effective_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("withdrawn_at")).map(at -> at.toInstant()));
    }

    private static Overriding overriding(ResultSet row, Query people) throws SQLException {
        return new Overriding(
                row.getString("digest"),
                row.getString("gate"),
                new HashSet<>(people.mapTo(String.class).list()),
                row.getString("reason"),
                row.getTimestamp("asked_at").toInstant(),
                row.getTimestamp("ends_at").toInstant());
    }
}
