package dev.understudy.engine.journal;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What steps have left, in the database. */
public final class EvidenceDao {

    private final Handle handle;

    public EvidenceDao(Handle handle) {
        this.handle = handle;
    }

    public List<EvidenceRecord> ofRun(long run) {
        return handle.createQuery("""
                        select evidence.* from evidence join step on step.run = evidence.run and step.name = evidence.step
                        where evidence.run = :run order by step.position, evidence.name""")
                .bind("run", run)
                .map((row, context) -> new EvidenceRecord(
                        row.getString("step"),
                        row.getString("name"),
                        row.getString("media_type"),
                        row.getString("content")))
                .list();
    }

    void add(long run, List<EvidenceRecord> evidence, Instant now) {
        for (EvidenceRecord one : evidence) {
            handle.createUpdate("""
                            insert into evidence (run, name, step, media_type, content, kept_at)
                            values (:run, :name, :step, :mediaType, :content, :now)
                            on conflict (run, name) do update
                            set step = excluded.step, media_type = excluded.media_type,
                                content = excluded.content, kept_at = excluded.kept_at""")
                    .bind("run", run)
                    .bind("name", one.name())
                    .bind("step", one.step())
                    .bind("mediaType", one.mediaType())
                    .bind("content", one.content())
                    .bind("now", now)
                    .execute();
        }
    }
}
