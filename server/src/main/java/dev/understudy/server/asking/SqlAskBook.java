package dev.understudy.server.asking;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Jdbi;

/** Who was asked, in a control plane. */
public final class SqlAskBook implements AskBook {

    /** Whoever began and never told how it ended was stopped. */
    private static final Duration CUT_OFF = Duration.ofMinutes(5);

    private final Jdbi control;

    public SqlAskBook(Jdbi control) {
        this.control = control;
    }

    @Override
    public OptionalInt begin(Ask ask, String hash, Instant now, Instant expires) {
        return control.withHandle(handle -> handle
                .createQuery("""
                        INSERT INTO approval_link AS known
                               (person, release_id, gate, digest, hash, made_at, expires_at, next_try_at)
                        VALUES (:person, :release, :gate, :digest, :hash, :now, :expires, :next)
                        ON CONFLICT (person, release_id, gate, digest) DO UPDATE
                           SET hash = :hash, expires_at = :expires, next_try_at = :next, tries = known.tries + 1
                         WHERE known.sent_at IS NULL AND known.next_try_at <= :now
                        RETURNING tries""")
                .bind("person", ask.person())
                .bind("release", ask.release())
                .bind("gate", ask.gate())
                .bind("digest", ask.digest())
                .bind("hash", hash)
                .bind("now", now)
                .bind("expires", expires)
                .bind("next", now.plus(CUT_OFF))
                .mapTo(Integer.class)
                .stream()
                .mapToInt(tries -> tries)
                .findFirst());
    }

    @Override
    public void sent(String hash, Instant now) {
        control.useHandle(handle -> handle.createUpdate(
                        "UPDATE approval_link SET sent_at = :now, problem = NULL WHERE hash = :hash")
                .bind("hash", hash)
                .bind("now", now)
                .execute());
    }

    @Override
    public void notSent(String hash, String problem, Instant next) {
        control.useHandle(handle -> handle.createUpdate(
                        "UPDATE approval_link SET next_try_at = :next, problem = :problem WHERE hash = :hash")
                .bind("hash", hash)
                .bind("problem", problem)
                .bind("next", next)
                .execute());
    }

    @Override
    public Optional<Link> find(String hash, Instant now) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM approval_link WHERE hash = :hash AND spent_at IS NULL AND expires_at > :now")
                .bind("hash", hash)
                .bind("now", now)
                .map((row, context) -> new Link(
                        new Ask(
                                row.getString("person"),
                                row.getString("release_id"),
                                row.getString("gate"),
                                row.getString("digest")),
                        row.getTimestamp("expires_at").toInstant()))
                .findOne());
    }

    @Override
    public boolean spend(String hash, Instant now) {
        return control.withHandle(handle ->
                handle.createUpdate("""
                        UPDATE approval_link SET spent_at = :now
                         WHERE hash = :hash AND spent_at IS NULL AND expires_at > :now""").bind("hash", hash).bind("now", now).execute() == 1);
    }

    @Override
    public void giveBack(String hash) {
        control.useHandle(handle -> handle.createUpdate("UPDATE approval_link SET spent_at = NULL WHERE hash = :hash")
                .bind("hash", hash)
                .execute());
    }
}
