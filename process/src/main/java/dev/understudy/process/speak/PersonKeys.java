package dev.understudy.process.speak;

import dev.understudy.model.text.Sha256;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * The keys by which people prove who they are. A key is shown once, when it is made; what is kept is its digest, which is
 * enough for a secret that nobody can guess. A person has one key: a new one ends the one before.
 */
public final class PersonKeys {

    /** So that a key is known for one where it is found. */
    private static final String PREFIX = "usk-";

    private final Jdbi control;
    private final Supplier<String> secrets;

    /**
     * @param secrets gives a new text each time that nobody can guess
     */
    public PersonKeys(Jdbi control, Supplier<String> secrets) {
        this.control = control;
        this.secrets = secrets;
    }

    /** A new key for a person; the one before counts no more. */
    public String issue(String person, String by, Instant now) {
        String key = PREFIX + secrets.get();
        control.useTransaction(handle -> {
            revoke(person, now);
            handle.createUpdate("""
                            INSERT INTO person_key (person, hash, issued_at, issued_by)
                            VALUES (:person, :hash, :now, :by)""")
                    .bind("person", person)
                    .bind("hash", Sha256.of(key))
                    .bind("now", now)
                    .bind("by", by)
                    .execute();
        });
        return key;
    }

    /** Ends a person's key; whether there was one. */
    public boolean revoke(String person, Instant now) {
        return control.withHandle(handle -> handle.createUpdate(
                                "UPDATE person_key SET revoked_at = :now WHERE person = :person AND revoked_at IS NULL")
                        .bind("person", person)
                        .bind("now", now)
                        .execute()
                > 0);
    }

    /** Whose key this is; empty for one that does not count. */
    public Optional<String> person(String key) {
        return control.withHandle(
                handle -> handle.createQuery("SELECT person FROM person_key WHERE hash = :hash AND revoked_at IS NULL")
                        .bind("hash", Sha256.of(key.strip()))
                        .mapTo(String.class)
                        .findOne());
    }

    /** Since when people have the key that counts, by name. */
    public Map<String, Instant> issued() {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT person, issued_at FROM person_key WHERE revoked_at IS NULL")
                .map((row, context) -> Map.entry(
                        row.getString("person"), row.getTimestamp("issued_at").toInstant()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
