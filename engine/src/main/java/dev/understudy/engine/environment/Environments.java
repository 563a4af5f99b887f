package dev.understudy.engine.environment;

import dev.understudy.engine.environment.Environment.Kind;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.runtime.Instance.Slot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The environments in the control plane. */
public final class Environments {

    private static final Logger LOG = LoggerFactory.getLogger(Environments.class);

    private final Jdbi control;
    private final EnvironmentRules rules;

    /**
     * @param rules what is not noted so is not believed
     */
    public Environments(Jdbi control, EnvironmentRules rules) {
        this.control = control;
        this.rules = rules;
    }

    /** Throws {@code environment.altered} when what is noted of it is not what Understudy would note. */
    public Optional<Environment> find(String name) {
        List<Environment> all = noted();
        Optional<Environment> found =
                all.stream().filter(one -> one.name().equals(name)).findFirst();
        found.flatMap(one -> rules.flaw(one, all)).ifPresent(flaw -> {
            throw flaw.exception();
        });
        return found;
    }

    /**
     * As {@link #find}, of all of them, in one question.
     *
     * @param flaw what is wrong with one; empty for one that is noted as Understudy would
     */
    public record Noted(Environment environment, Optional<Fault> flaw) {}

    /** All that are noted, also those of which something else is noted than Understudy would. */
    public List<Noted> all() {
        List<Environment> all = noted();
        return all.stream().map(one -> new Noted(one, rules.flaw(one, all))).toList();
    }

    /**
     * As {@link #find}, for who takes an environment away: of one that was altered, what is provably this home's.
     *
     * @throws dev.understudy.model.fault.FaultException {@code environment.altered} when not even its name is
     */
    public Optional<Environment> provable(String name) {
        List<Environment> all = noted();
        return all.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .map(one -> rules.provable(one, all)
                        .orElseThrow(() -> rules.flaw(one, all).orElseThrow().exception()));
    }

    /** Throws {@code environment.absent} when it has not been created, {@code environment.altered} as {@link #find}. */
    public Environment get(String name) {
        return find(name)
                .orElseThrow(() -> Fault.refused("environment.absent", name).exception());
    }

    /** Those that are noted as Understudy would; of others the log tells. */
    public List<Environment> list() {
        List<Environment> all = noted();
        return all.stream().filter(one -> believed(one, all)).toList();
    }

    private boolean believed(Environment environment, List<Environment> all) {
        Optional<Fault> flaw = rules.flaw(environment, all);
        flaw.ifPresent(told -> LOG.error("Nothing is done with {}: {}", environment.name(), told));
        return flaw.isEmpty();
    }

    private List<Environment> noted() {
        return control.withHandle(handle -> handle.createQuery("SELECT * FROM environment ORDER BY created_at, name")
                .map((row, context) -> environment(row))
                .list());
    }

    /** Writes it, new or changed. */
    public void save(Environment environment) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO environment (
                            name, kind, state, os_user, database_name, port, postgres_port, slot,
                            release_id, odoo_password, neutralized, fenced, quiet, generation, created_at, copied_at)
                        VALUES (
                            :name, :kind, :state, :user, :database, :port, :postgres, :slot,
                            :release, :password, :neutralized, :fenced, :quiet, :generation, :created, :copied)
                        ON CONFLICT (name) DO UPDATE SET
                            kind = excluded.kind, state = excluded.state, os_user = excluded.os_user,
                            database_name = excluded.database_name, port = excluded.port,
                            postgres_port = excluded.postgres_port,
                            slot = excluded.slot, release_id = excluded.release_id,
                            odoo_password = excluded.odoo_password, neutralized = excluded.neutralized,
                            fenced = excluded.fenced, quiet = excluded.quiet, generation = excluded.generation,
                            copied_at = excluded.copied_at
                        """)
                .bind("name", environment.name())
                .bind("kind", environment.kind().name())
                .bind("state", environment.state().name())
                .bind("user", environment.systemUser())
                .bind("database", environment.database())
                .bind("port", environment.port())
                .bind("postgres", environment.postgresPort())
                .bind("slot", environment.slot().name())
                .bind("release", environment.release())
                .bind("password", environment.odooPassword())
                .bind("neutralized", environment.neutralized())
                .bind("fenced", environment.fenced())
                .bind("quiet", environment.quiet())
                .bind("generation", environment.generation())
                .bind("created", Timestamp.from(environment.createdAt()))
                .bind("copied", environment.copiedAt() == null ? null : Timestamp.from(environment.copiedAt()))
                .execute());
    }

    public void delete(String name) {
        control.useHandle(handle -> handle.execute("DELETE FROM environment WHERE name = ?", name));
    }

    private static Environment environment(ResultSet row) throws SQLException {
        Timestamp copied = row.getTimestamp("copied_at");
        return new Environment(
                row.getString("name"),
                Kind.valueOf(row.getString("kind")),
                State.valueOf(row.getString("state")),
                row.getString("os_user"),
                row.getString("database_name"),
                row.getInt("port"),
                row.getInt("postgres_port"),
                Slot.valueOf(row.getString("slot")),
                row.getString("release_id"),
                row.getString("odoo_password"),
                row.getBoolean("neutralized"),
                row.getBoolean("fenced"),
                row.getBoolean("quiet"),
                row.getLong("generation"),
                row.getTimestamp("created_at").toInstant(),
                copied == null ? null : copied.toInstant());
    }
}
