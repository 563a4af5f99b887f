package dev.understudy.engine.environment;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/**
 * The kinds of errors that an environment logged only while it ran a release that was taken back. They stand in its logs,
 * and are not known for it: the same release would pass its watch the second time.
 */
public final class BlamedErrors {

    private final Jdbi control;

    public BlamedErrors(Jdbi control) {
        this.control = control;
    }

    public Set<String> of(String environment) {
        return control.withHandle(handle -> new HashSet<>(
                handle.createQuery("SELECT fingerprint FROM blamed_error WHERE environment = :environment")
                        .bind("environment", environment)
                        .mapTo(String.class)
                        .list()));
    }

    public void add(String environment, Collection<String> fingerprints) {
        control.useHandle(handle -> fingerprints.forEach(fingerprint -> handle.execute(
                "INSERT INTO blamed_error (environment, fingerprint) VALUES (?, ?) ON CONFLICT DO NOTHING",
                environment,
                fingerprint)));
    }

    public void deleteAll(String environment) {
        control.useHandle(handle -> handle.execute("DELETE FROM blamed_error WHERE environment = ?", environment));
    }
}
