package dev.understudy.engine.journal;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import dev.understudy.model.run.StepStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** The steps of runs, in the database. */
public final class StepDao {

    private final Handle handle;

    public StepDao(Handle handle) {
        this.handle = handle;
    }

    public void add(long run, int position, String name, boolean reversible, boolean cancellable) {
        handle.createUpdate("""
                        insert into step (run, position, name, reversible, cancellable)
                        values (:run, :position, :name, :reversible, :cancellable)""")
                .bind("run", run)
                .bind("position", position)
                .bind("name", name)
                .bind("reversible", reversible)
                .bind("cancellable", cancellable)
                .execute();
    }

    Map<Long, List<StepRecord>> ofRuns(List<Long> runs) {
        return handle
                .createQuery("""
                        select step.*, note::text as note_json, fault::text as fault_json
                        from step where run = any (:runs) order by run, position""")
                .bindArray("runs", Long.class, runs)
                .map((row, context) -> record(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(StepRecord::run));
    }

    /** Whether a step has begun after which the run is no longer cancelled. */
    boolean tooLate(long run) {
        return handle.createQuery("""
                        select exists (select 1 from step
                            where run = :run and not cancellable and started_at is not null)""").bind("run", run).mapTo(Boolean.class).one();
    }

    void begin(long run, int position, Instant now) {
        update(run, position, """
                        status = 'running', detail = null, note = null, finished_at = null,
                            started_at = coalesce(started_at, :now)""").bind("now", now).execute();
    }

    void detail(long run, int position, Said detail) {
        update(run, position, "detail = cast(:detail as json), note = null")
                .bind("detail", Json.of(detail))
                .execute();
    }

    void succeeded(long run, int position, Said detail, Instant now) {
        update(run, position, "status = 'succeeded', detail = cast(:detail as json), note = null, finished_at = :now")
                .bind("detail", Json.of(detail))
                .bind("now", now)
                .execute();
    }

    void retry(long run, int position, Fault note) {
        update(run, position, "retries = retries + 1, note = cast(:note as jsonb)")
                .bind("note", Json.of(note))
                .execute();
    }

    void waiting(long run, int position, Fault note) {
        update(run, position, "status = 'waiting', note = cast(:note as jsonb)")
                .bind("note", Json.of(note))
                .execute();
    }

    void failed(long run, int position, Fault fault, Instant now) {
        update(run, position, "status = 'failed', fault = cast(:fault as jsonb), note = null, finished_at = :now")
                .bind("fault", Json.of(fault))
                .bind("now", now)
                .execute();
    }

    /** The position of the step that is undone next: the last one that began and is not undone yet. */
    Optional<Integer> toUndo(long run) {
        return handle.createQuery("""
                        select position from step
                        where run = :run and started_at is not null and undone_at is null
                        order by position desc limit 1""").bind("run", run).mapTo(Integer.class).findOne();
    }

    void undoing(long run, int position) {
        update(run, position, "status = 'undoing', undo_tries = undo_tries + 1, note = null")
                .execute();
    }

    void note(long run, int position, Fault note) {
        update(run, position, "note = cast(:note as jsonb)")
                .bind("note", Json.of(note))
                .execute();
    }

    /** The step that failed is shown as failed, one that put something back as undone, any other as it was. */
    void undone(long run, int position, Instant now) {
        update(run, position, """
                        undone_at = :now, note = null, finished_at = coalesce(finished_at, :now),
                            status = case when fault is not null then 'failed' when reversible then 'undone'
                                when finished_at is not null then 'succeeded' else 'skipped' end""").bind("now", now).execute();
    }

    void undoFailed(long run, int position, Fault fault, Instant now) {
        update(run, position, """
                        status = 'failed', fault = cast(:fault as jsonb), note = null,
                            finished_at = coalesce(finished_at, :now)""")
                .bind("fault", Json.of(fault))
                .bind("now", now)
                .execute();
    }

    void skipPending(long run) {
        handle.createUpdate("update step set status = 'skipped' where run = :run and status = 'pending'")
                .bind("run", run)
                .execute();
    }

    boolean beganReversible(long run) {
        return handle.createQuery("""
                        select exists (select 1 from step
                            where run = :run and reversible and started_at is not null)""").bind("run", run).mapTo(Boolean.class).one();
    }

    boolean anySucceeded(long run) {
        return handle.createQuery("select exists (select 1 from step where run = :run and status = 'succeeded')")
                .bind("run", run)
                .mapTo(Boolean.class)
                .one();
    }

    private Update update(long run, int position, String assignments) {
        return handle.createUpdate("update step set " + assignments + " where run = :run and position = :position")
                .bind("run", run)
                .bind("position", position);
    }

    private static StepRecord record(ResultSet row) throws SQLException {
        return new StepRecord(
                row.getLong("run"),
                row.getInt("position"),
                row.getString("name"),
                row.getBoolean("reversible"),
                row.getBoolean("cancellable"),
                StepStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Json.said(row.getString("detail")),
                Json.fault(row.getString("note_json")),
                Json.fault(row.getString("fault_json")),
                row.getInt("retries"),
                row.getInt("undo_tries"),
                Columns.instant(row, "started_at"),
                Columns.instant(row, "finished_at"),
                Columns.instant(row, "undone_at"));
    }
}
