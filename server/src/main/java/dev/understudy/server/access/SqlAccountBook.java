package dev.understudy.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Accounts in a control plane. */
public final class SqlAccountBook implements AccountBook {

    /** Attempts that are older say nothing any more. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Jdbi control;

    public SqlAccountBook(Jdbi control) {
        this.control = control;
    }

    @Override
    public Optional<String> password(String person) {
        return control.withHandle(
                handle -> handle.createQuery("SELECT hash FROM person_password WHERE person = :person")
                        .bind("person", person)
                        .mapTo(String.class)
                        .findOne());
    }

    @Override
    public void keepPassword(String person, String hash, Instant now) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO person_password (person, hash, set_at) VALUES (:person, :hash, :now)
                        ON CONFLICT (person) DO UPDATE SET hash = :hash, set_at = :now""")
                .bind("person", person)
                .bind("hash", hash)
                .bind("now", now)
                .execute());
    }

    @Override
    public Map<String, Instant> passwords() {
        return control.withHandle(handle -> handle.createQuery("SELECT person, set_at FROM person_password")
                .map((row, context) -> Map.entry(
                        row.getString("person"), row.getTimestamp("set_at").toInstant()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public boolean close(String person, Instant now) {
        return control.inTransaction(handle -> {
            int closed = handle.createUpdate("""
                            INSERT INTO closed_account (person, closed_at) VALUES (:person, :now)
                            ON CONFLICT (person) DO NOTHING""")
                    .bind("person", person)
                    .bind("now", now)
                    .execute();
            int gone = delete(handle, "DELETE FROM person_password WHERE person = :person", person)
                    + delete(handle, "DELETE FROM person_totp WHERE person = :person", person)
                    + delete(handle, "DELETE FROM recovery_code WHERE person = :person", person);
            return gone + closed > 0;
        });
    }

    @Override
    public boolean closed(String person) {
        return control.withHandle(
                handle -> handle.createQuery("SELECT EXISTS (SELECT 1 FROM closed_account WHERE person = :person)")
                        .bind("person", person)
                        .mapTo(Boolean.class)
                        .one());
    }

    @Override
    public void reopen(String person) {
        control.useHandle(handle -> delete(handle, "DELETE FROM closed_account WHERE person = :person", person));
    }

    @Override
    public Optional<Factor> factor(String person) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT secret, confirmed_at FROM person_totp WHERE person = :person")
                .bind("person", person)
                .map((row, context) -> new Factor(row.getString("secret"), row.getTimestamp("confirmed_at") != null))
                .findOne());
    }

    @Override
    public Set<String> factors() {
        return control.withHandle(
                handle -> Set.copyOf(handle.createQuery("SELECT person FROM person_totp WHERE confirmed_at IS NOT NULL")
                        .mapTo(String.class)
                        .list()));
    }

    @Override
    public void keepFactor(String person, String sealed) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO person_totp (person, secret) VALUES (:person, :secret)
                        ON CONFLICT (person) DO UPDATE SET secret = :secret, last_step = 0
                        WHERE person_totp.confirmed_at IS NULL""")
                .bind("person", person)
                .bind("secret", sealed)
                .execute());
    }

    @Override
    public void confirmFactor(String person, Instant now, Set<String> recoveryHashes) {
        control.useTransaction(handle -> {
            handle.createUpdate("UPDATE person_totp SET confirmed_at = :now WHERE person = :person")
                    .bind("person", person)
                    .bind("now", now)
                    .execute();
            delete(handle, "DELETE FROM recovery_code WHERE person = :person", person);
            recoveryHashes.forEach(
                    hash -> handle.createUpdate("INSERT INTO recovery_code (person, hash) VALUES (:person, :hash)")
                            .bind("person", person)
                            .bind("hash", hash)
                            .execute());
        });
    }

    @Override
    public boolean dropFactor(String person) {
        return control.inTransaction(handle -> {
            delete(handle, "DELETE FROM recovery_code WHERE person = :person", person);
            return delete(handle, "DELETE FROM person_totp WHERE person = :person", person) > 0;
        });
    }

    @Override
    public boolean spendStep(String person, long step) {
        return control.withHandle(handle -> handle.createUpdate(
                                "UPDATE person_totp SET last_step = :step WHERE person = :person AND last_step < :step")
                        .bind("person", person)
                        .bind("step", step)
                        .execute()
                == 1);
    }

    @Override
    public boolean spendRecovery(String person, String hash) {
        return control.withHandle(
                handle -> handle.createUpdate("DELETE FROM recovery_code WHERE person = :person AND hash = :hash")
                                .bind("person", person)
                                .bind("hash", hash)
                                .execute()
                        == 1);
    }

    @Override
    public int recoveryLeft(String person) {
        return control.withHandle(
                handle -> handle.createQuery("SELECT count(*) FROM recovery_code WHERE person = :person")
                        .bind("person", person)
                        .mapTo(Integer.class)
                        .one());
    }

    @Override
    public Optional<Instant> attempt(String person, Instant now, IntFunction<Duration> wait) {
        return control.inTransaction(handle -> {
            handle.createUpdate("DELETE FROM sign_in_attempt WHERE last_at < :old")
                    .bind("old", now.minus(KEPT))
                    .execute();
            // The row is locked, made here or found: of those who try at once, each sees the others.
            Attempts made = handle.createQuery("""
                            INSERT INTO sign_in_attempt (person, count, last_at, next_at) VALUES (:person, 0, :now, :now)
                            ON CONFLICT (person) DO UPDATE SET count = sign_in_attempt.count
                            RETURNING count, next_at, next_at > :now AS waits""")
                    .bind("person", person)
                    .bind("now", now)
                    .map((row, context) -> new Attempts(
                            row.getInt("count"), row.getTimestamp("next_at").toInstant(), row.getBoolean("waits")))
                    .one();
            if (made.waits()) {
                return Optional.of(made.next());
            }
            handle.createUpdate("""
                            UPDATE sign_in_attempt SET count = count + 1, last_at = :now, next_at = :next
                            WHERE person = :person""")
                    .bind("person", person)
                    .bind("now", now)
                    .bind("next", now.plus(wait.apply(made.count() + 1)))
                    .execute();
            return Optional.empty();
        });
    }

    @Override
    public void forgetAttempts(String person) {
        control.useHandle(handle -> delete(handle, "DELETE FROM sign_in_attempt WHERE person = :person", person));
    }

    private static int delete(Handle handle, String statement, String person) {
        return handle.createUpdate(statement).bind("person", person).execute();
    }

    /**
     * @param waits whether the next is not taken yet: PostgreSQL says so, which keeps times less exactly than Java
     */
    private record Attempts(int count, Instant next, boolean waits) {}
}
