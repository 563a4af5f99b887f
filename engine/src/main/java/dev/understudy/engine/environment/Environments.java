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

/** The environments in the control plane. */
public final class Environments {

    private final Jdbi control;

    public Environments(Jdbi control) {
        this.control = control;
    }

    public Optional<Environment> find(String name) {
        return control.withHandle(handle -> handle.createQuery("SELECT * FROM environment WHERE name = :name")
                .bind("name", name)
                .map((row, context) -> environment(row))
                .findOne());
    }

    /** Throws {@code environment.absent} when it has not been created. */
    public Environment get(String name) {
        return find(name)
                .orElseThrow(() -> Fault.refused("environment.absent", name).exception());
    }

    public List<Environment> list() {
        return control.withHandle(handle -> handle.createQuery("SELECT * FROM environment ORDER BY created_at, name")
                .map((row, context) -> environment(row))
                .list());
    }

    /** Writes it, new or changed. */
    public void save(Environment environment) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO environment (
                            name, kind, state, os_user, database_name, port, postgres_port, slot,
                            release_id, odoo_password, neutralized, fenced, generation, created_at, copied_at)
                        VALUES (
                            :name, :kind, :state, :user, :database, :port, :postgres, :slot,
                            :release, :password, :neutralized, :fenced, :generation, :created, :copied)
                        ON CONFLICT (name) DO UPDATE SET
                            kind = excluded.kind, state = excluded.state, os_user = excluded.os_user,
                            database_name = excluded.database_name, port = excluded.port,
                            postgres_port = excluded.postgres_port,
                            slot = excluded.slot, release_id = excluded.release_id,
                            odoo_password = excluded.odoo_password, neutralized = excluded.neutralized,
                            fenced = excluded.fenced, generation = excluded.generation,
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
                row.getLong("generation"),
                row.getTimestamp("created_at").toInstant(),
                copied == null ? null : copied.toInstant());
    }
}
