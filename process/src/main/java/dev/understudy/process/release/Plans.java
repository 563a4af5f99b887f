package dev.understudy.process.release;

import dev.understudy.model.method.ReleaseFacts.End;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** When releases are planned for, and how the way of those ended that will not be performed. */
public final class Plans {

    private final Jdbi control;

    public Plans(Jdbi control) {
        this.control = control;
    }

    /**
     * How a release's way ended.
     *
     * @param why in a few words, e.g. the release that took its place
     */
    public record Ended(End how, Instant at, String why) {}

    /** When a release is to be performed; empty for as soon as may be. */
    public Optional<Instant> planned(String release) {
        return Optional.ofNullable(planned(List.of(release)).get(release));
    }

    /** When each of some releases is to be performed; without those for which as soon as may be. */
    Map<String, Instant> planned(Collection<String> releases) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT release_id, planned_at FROM release_plan WHERE release_id = ANY (:releases)")
                .bindArray("releases", String.class, releases)
                .map((row, context) -> planned(row))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** When releases are to be performed after a moment, by release. */
    Map<String, Instant> after(Instant moment) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT release_id, planned_at FROM release_plan WHERE planned_at > :moment")
                .bind("moment", moment)
                .map((row, context) -> planned(row))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Map.Entry<String, Instant> planned(ResultSet row) throws SQLException {
        return Map.entry(
                row.getString("release_id"), row.getTimestamp("planned_at").toInstant());
    }

    /** Plans it anew. */
    void plan(String release, Instant at, String by, Instant now) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO release_plan (release_id, planned_at, made_at, made_by)
                        VALUES (:release, :at, :now, :by)
                        ON CONFLICT (release_id) DO UPDATE
                            SET planned_at = excluded.planned_at, made_at = excluded.made_at, made_by = excluded.made_by""")
                .bind("release", release)
                .bind("at", at)
                .bind("now", now)
                .bind("by", by)
                .execute());
    }

    /** From now on it goes as soon as it may. */
    void forget(String release) {
        control.useHandle(handle -> handle.execute("DELETE FROM release_plan WHERE release_id = ?", release));
    }

    /** How it ended; empty while it may still be performed, or was. */
    public Optional<Ended> ended(String release) {
        return Optional.ofNullable(ended(List.of(release)).get(release));
    }

    /** How the way of each of some releases ended; without those that may still be performed, or were. */
    Map<String, Ended> ended(Collection<String> releases) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT release_id, how, ended_at, why FROM release_end WHERE release_id = ANY (:releases)")
                .bindArray("releases", String.class, releases)
                .map((row, context) -> Map.entry(
                        row.getString("release_id"),
                        new Ended(
                                End.valueOf(row.getString("how")),
                                row.getTimestamp("ended_at").toInstant(),
                                row.getString("why"))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Ends its way, unless that has ended. */
    public boolean end(String release, End how, String why, Instant now) {
        return control.withHandle(handle -> handle.createUpdate("""
                        INSERT INTO release_end (release_id, how, ended_at, why)
                        VALUES (:release, :how, :now, :why) ON CONFLICT DO NOTHING""")
                        .bind("release", release)
                        .bind("how", how.name())
                        .bind("now", now)
                        .bind("why", why)
                        .execute()
                == 1);
    }
}
