package dev.understudy.engine.journal;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.RunStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Runs, in the database. */
public final class RunDao {

    /** Where changes are told: the payload is the run's number. */
    static final String CHANNEL = "understudy_run";

    private static final String SELECT = """
            select run.*, array_to_json(run.reads)::text as reads_json, arguments::text as arguments_json,
                fault::text as fault_json, undo_fault::text as undo_fault_json, waits_for::text as waits_for_json,
                case when status in ('queued', 'waiting') and not holds then (
                    select max(other.number) from run other
                    where other.number <> run.number and (other.holds
                            or run.status = 'queued' and run.waits_for is null and other.status = 'queued'
                                and other.waits_for is null and other.number < run.number)
                        and (other.environment = run.environment
                            or other.environment = any (run.reads)
                            or run.environment = any (other.reads))) end as behind
            from run
            """;

    private final Handle handle;

    public RunDao(Handle handle) {
        this.handle = handle;
    }

    /** Writes a new run, queued, and returns its number. */
    public long add(
            String recipe,
            String environment,
            Set<String> reads,
            String release,
            Map<String, String> arguments,
            String by,
            Instant now) {
        return handle.createQuery("""
                        insert into run (recipe, environment, reads, release, arguments, asked_by, status, created_at)
                        values (:recipe, :environment, :reads, :release, cast(:arguments as jsonb), :by, 'queued', :now)
                        returning number""")
                .bind("recipe", recipe)
                .bind("environment", environment)
                .bindArray("reads", String.class, List.copyOf(reads))
                .bind("release", release)
                .bind("arguments", Json.of(arguments))
                .bind("by", Texts.clean(by))
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    public boolean exists(long number) {
        return handle.createQuery("select exists (select 1 from run where number = :number)")
                .bind("number", number)
                .mapTo(Boolean.class)
                .one();
    }

    public Optional<RunRecord> find(long number) {
        return handle.createQuery(SELECT + "where number = :number")
                .bind("number", number)
                .map((row, context) -> record(row, stepsOf(List.of(number))))
                .findOne();
    }

    /** The newest first. */
    public List<RunRecord> newest(int limit) {
        return newest(new Which("", "", "", ""), limit);
    }

    /**
     * Which runs; empty words for no matter which.
     *
     * @param status its word
     */
    public record Which(String environment, String release, String recipe, String status) {

        /** Only what is asked for is compared, so that an index can be used for it. */
        private String condition() {
            StringBuilder condition = new StringBuilder("true");
            columns().forEach((column, word) -> {
                if (!word.isEmpty()) {
                    condition.append(" and %1$s = :%1$s".formatted(column));
                }
            });
            // The index by release has those that are about one.
            return release.isEmpty() ? condition.toString() : condition + " and release <> ''";
        }

        private Map<String, String> columns() {
            return Map.of("environment", environment, "release", release, "recipe", recipe, "status", status);
        }
    }

    /** The newest of some, the newest first. */
    public List<RunRecord> newest(Which which, int limit) {
        List<Long> numbers = handle.createQuery(
                        "select number from run where " + which.condition() + " order by number desc limit :limit")
                .bindMap(which.columns())
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
        AtomicReference<@Nullable Map<Long, List<StepRecord>>> steps = new AtomicReference<>();
        return handle.createQuery(SELECT + "where number = any (:numbers) order by number desc")
                .bindArray("numbers", Long.class, numbers)
                .map((row, context) -> {
                    Map<Long, List<StepRecord>> read = steps.get();
                    if (read == null) {
                        read = stepsOf(numbers);
                        steps.set(read);
                    }
                    return record(row, read);
                })
                .list();
    }

    /** Read after the runs: a run that is seen to have ended must be seen with the steps of its end. */
    private Map<Long, List<StepRecord>> stepsOf(List<Long> numbers) {
        return new StepDao(handle).ofRuns(numbers);
    }

    /** Those whose turn has not come, the oldest first. */
    List<RunRecord> queued() {
        return handle.createQuery(SELECT + "where status = 'queued' order by number")
                .map((row, context) -> record(row, Map.of()))
                .list();
    }

    /** Notes what a queued run waits for at the door; nothing when it may begin as soon as its turn comes. */
    void waitsFor(long number, @Nullable Fault why) {
        handle.createUpdate("update run set waits_for = cast(:why as jsonb) where number = :number")
                .bind("number", number)
                .bind("why", why == null ? null : Json.of(why))
                .execute();
    }

    /** The runs that have work to do or to wait for: all that have begun and have not ended. */
    public List<Long> begun() {
        return handle.createQuery("select number from run where status in ('running', 'waiting') order by number")
                .mapTo(Long.class)
                .list();
    }

    /** The environments of runs that have not ended. */
    public Set<String> live() {
        return handle.createQuery("select environment from run where status in ('queued', 'running', 'waiting')")
                .mapTo(String.class)
                .set();
    }

    /** The environments of runs that have begun a step that puts something back when it is undone, and have not ended. */
    public Set<String> changing() {
        return handle.createQuery("""
                        select environment from run
                        where status in ('running', 'waiting') and exists (
                            select 1 from step
                            where step.run = run.number and step.reversible and step.started_at is not null)""").mapTo(String.class).set();
    }

    /** The runs that wait for a gate and let others go first meanwhile. */
    public List<Long> waitingWithoutEnvironment() {
        return handle.createQuery("select number from run where status = 'waiting' and not holds order by number")
                .mapTo(Long.class)
                .list();
    }

    /** Locks a run's row until the transaction ends, and tells whether it was asked to stop. */
    boolean lockAndAskCancelled(long number) {
        return handle.createQuery("select cancelled from run where number = :number for update")
                .bind("number", number)
                .mapTo(Boolean.class)
                .one();
    }

    void status(long number, RunStatus status) {
        handle.createUpdate("update run set status = :status where number = :number")
                .bind("number", number)
                .bind("status", status.word())
                .execute();
    }

    void holds(long number, boolean holds) {
        handle.createUpdate("update run set holds = :holds where number = :number")
                .bind("number", number)
                .bind("holds", holds)
                .execute();
    }

    void askCancel(long number) {
        handle.createUpdate("update run set cancelled = true where number = :number")
                .bind("number", number)
                .execute();
    }

    void turnBack(long number, Fault fault) {
        handle.createUpdate("""
                        update run set undoing = true, status = 'running', fault = cast(:fault as jsonb)
                        where number = :number and not undoing""")
                .bind("number", number)
                .bind("fault", Json.of(fault))
                .execute();
    }

    void undoFailed(long number, Fault fault) {
        handle.createUpdate("update run set undo_fault = cast(:fault as jsonb) where number = :number")
                .bind("number", number)
                .bind("fault", Json.of(fault))
                .execute();
    }

    void fault(long number, Fault fault) {
        handle.createUpdate("update run set fault = cast(:fault as jsonb) where number = :number")
                .bind("number", number)
                .bind("fault", Json.of(fault))
                .execute();
    }

    /** Ends a run; its environments are free, and the places in the queue are new. */
    void end(long number, RunStatus status, Instant now) {
        handle.createUpdate("""
                        update run set status = :status, holds = false, finished_at = :now
                        where number = :number""")
                .bind("number", number)
                .bind("status", status.word())
                .bind("now", now)
                .execute();
        tellQueued();
    }

    /** Counts a change and tells it to whoever listens, when the transaction is committed. */
    void tell(long number) {
        handle.createUpdate("update run set version = version + 1 where number = :number")
                .bind("number", number)
                .execute();
        handle.select("select pg_notify(:channel, :number)")
                .bind("channel", CHANNEL)
                .bind("number", Long.toString(number))
                .mapTo(String.class)
                .list();
    }

    void tellQueued() {
        List<Long> queued = handle.createQuery(
                        "select number from run where status in ('queued', 'waiting') and not holds order by number")
                .mapTo(Long.class)
                .list();
        queued.forEach(this::tell);
    }

    private static RunRecord record(ResultSet row, Map<Long, List<StepRecord>> steps) throws SQLException {
        long number = row.getLong("number");
        long behind = row.getLong("behind");
        boolean alone = row.wasNull();
        return new RunRecord(
                number,
                row.getString("recipe"),
                row.getString("environment"),
                Set.copyOf(Json.words(row.getString("reads_json"))),
                row.getString("release"),
                Json.arguments(row.getString("arguments_json")),
                row.getString("asked_by"),
                RunStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getBoolean("holds"),
                row.getBoolean("undoing"),
                row.getBoolean("cancelled"),
                Json.fault(row.getString("fault_json")),
                Json.fault(row.getString("undo_fault_json")),
                Json.fault(row.getString("waits_for_json")),
                alone ? null : behind,
                row.getLong("version"),
                row.getTimestamp("created_at").toInstant(),
                Columns.instant(row, "started_at"),
                Columns.instant(row, "finished_at"),
                steps.getOrDefault(number, List.of()));
    }
}
