package dev.understudy.server.access;

import dev.understudy.engine.journal.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Links to copies in a control plane. */
public final class SqlShareBook implements ShareBook {

    private static final Duration LOOKS = Duration.ofMinutes(1);
    private static final Duration TOLD = Duration.ofHours(1);

    private final Jdbi control;

    public SqlShareBook(Jdbi control) {
        this.control = control;
    }

    @Override
    public void keep(Kept link, String hash) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO share_link (id, hash, environment, guest, allows, made_at, made_by, expires_at,
                                                looks_since, told_since)
                        VALUES (:id, :hash, :environment, :guest, :allows, :made, :by, :expires, :made, :made)""")
                .bind("id", link.id())
                .bind("hash", hash)
                .bind("environment", link.environment())
                .bind("guest", link.guest())
                .bindArray(
                        "allows",
                        String.class,
                        link.allowed().stream().map(Allowed::name).toList())
                .bind("made", link.madeAt())
                .bind("by", link.madeBy())
                .bind("expires", link.expiresAt())
                .execute());
    }

    @Override
    public Optional<Kept> find(String hash, Instant now) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM share_link WHERE hash = :hash AND ended_at IS NULL AND expires_at > :now")
                .bind("hash", hash)
                .bind("now", now)
                .map((row, context) -> read(row))
                .findOne());
    }

    @Override
    public boolean look(String id, Instant now, int most) {
        return count("looks", id, now, LOOKS, most);
    }

    @Override
    public boolean tell(String id, Instant now, int most) {
        return count("told", id, now, TOLD, most);
    }

    /** Counts within a time that begins with the first; in one statement, so that two at once are counted as two. */
    private boolean count(String what, String id, Instant now, Duration within, int most) {
        return control.withHandle(handle -> handle.createUpdate("""
                        UPDATE share_link
                           SET used_at = :now,
                               WHAT = CASE WHEN WHAT_since > :before THEN WHAT + 1 ELSE 1 END,
                               WHAT_since = CASE WHEN WHAT_since > :before THEN WHAT_since ELSE :now END
                         WHERE id = :id AND (WHAT_since <= :before OR WHAT < :most)""".replace("WHAT", what))
                        .bind("id", id)
                        .bind("now", now)
                        .bind("before", now.minus(within))
                        .bind("most", most)
                        .execute()
                == 1);
    }

    @Override
    public List<Kept> all() {
        return control.withHandle(handle -> handle.createQuery("SELECT * FROM share_link ORDER BY made_at DESC, id")
                .map((row, context) -> read(row))
                .list());
    }

    @Override
    public boolean end(String id, Instant now) {
        return control.withHandle(handle ->
                handle.createUpdate("""
                        UPDATE share_link SET ended_at = :now
                         WHERE id = :id AND ended_at IS NULL AND expires_at > :now""").bind("id", id).bind("now", now).execute() == 1);
    }

    private static Kept read(ResultSet row) throws SQLException {
        return new Kept(
                row.getString("id"),
                row.getString("environment"),
                row.getString("guest"),
                Arrays.stream((String[]) row.getArray("allows").getArray())
                        .map(Allowed::valueOf)
                        .collect(Collectors.toSet()),
                row.getTimestamp("made_at").toInstant(),
                row.getString("made_by"),
                row.getTimestamp("expires_at").toInstant(),
                Columns.instant(row, "ended_at"),
                Columns.instant(row, "used_at"));
    }
}
