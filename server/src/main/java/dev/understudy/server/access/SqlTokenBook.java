package dev.understudy.server.access;

import dev.understudy.engine.journal.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Tokens in a control plane. */
public final class SqlTokenBook implements TokenBook {

    /** A program that asks all the time writes no more often. */
    private static final Duration USED = Duration.ofMinutes(1);

    private final Jdbi control;

    public SqlTokenBook(Jdbi control) {
        this.control = control;
    }

    @Override
    public void keep(Kept token, String hash) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO api_token (id, hash, name, person, role, made_at, made_by, expires_at)
                        VALUES (:id, :hash, :name, :person, :role, :made, :by, :expires)""")
                .bind("id", token.id())
                .bind("hash", hash)
                .bind("name", token.name())
                .bind("person", token.person())
                .bind("role", token.role().name())
                .bind("made", token.madeAt())
                .bind("by", token.madeBy())
                .bind("expires", token.expiresAt())
                .execute());
    }

    @Override
    public Optional<Kept> use(String hash, Instant now) {
        return control.withHandle(handle -> {
            Optional<Kept> found = handle.createQuery(
                            "SELECT * FROM api_token WHERE hash = :hash AND revoked_at IS NULL AND expires_at > :now")
                    .bind("hash", hash)
                    .bind("now", now)
                    .map((row, context) -> read(row))
                    .findOne();
            found.ifPresent(token -> handle.createUpdate("""
                            UPDATE api_token SET used_at = :now
                            WHERE id = :id AND (used_at IS NULL OR used_at < :before)""")
                    .bind("id", token.id())
                    .bind("now", now)
                    .bind("before", now.minus(USED))
                    .execute());
            return found;
        });
    }

    @Override
    public List<Kept> all() {
        return control.withHandle(handle -> handle.createQuery("SELECT * FROM api_token ORDER BY made_at DESC, id")
                .map((row, context) -> read(row))
                .list());
    }

    @Override
    public boolean revoke(String id, Instant now) {
        return control.withHandle(handle ->
                handle.createUpdate("UPDATE api_token SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL")
                                .bind("id", id)
                                .bind("now", now)
                                .execute()
                        == 1);
    }

    @Override
    public void revokeAll(String person, Instant now) {
        control.useHandle(handle -> handle.createUpdate(
                        "UPDATE api_token SET revoked_at = :now WHERE person = :person AND revoked_at IS NULL")
                .bind("person", person)
                .bind("now", now)
                .execute());
    }

    private static Kept read(ResultSet row) throws SQLException {
        return new Kept(
                row.getString("id"),
                row.getString("name"),
                row.getString("person"),
                Role.valueOf(row.getString("role")),
                row.getTimestamp("made_at").toInstant(),
                row.getString("made_by"),
                row.getTimestamp("expires_at").toInstant(),
                Columns.instant(row, "revoked_at"),
                Columns.instant(row, "used_at"));
    }
}
