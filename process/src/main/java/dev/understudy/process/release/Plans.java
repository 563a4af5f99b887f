package dev.understudy.process.release;

import dev.understudy.model.method.ReleaseFacts.End;
import java.time.Instant;
import java.util.Optional;
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
        return control.withHandle(
                handle -> handle.createQuery("SELECT planned_at FROM release_plan WHERE release_id = :release")
                        .bind("release", release)
                        .map((row, context) -> row.getTimestamp("planned_at").toInstant())
                        .findOne());
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
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT how, ended_at, why FROM release_end WHERE release_id = :release")
                .bind("release", release)
                .map((row, context) -> new Ended(
                        End.valueOf(row.getString("how")),
                        row.getTimestamp("ended_at").toInstant(),
                        row.getString("why")))
                .findOne());
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
