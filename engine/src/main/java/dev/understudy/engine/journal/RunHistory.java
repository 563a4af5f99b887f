package dev.understudy.engine.journal;

import dev.understudy.model.run.RunStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What runs there were, for those who judge by what was done: without steps, in one question. */
public final class RunHistory {

    private static final String SELECT = """
            select number, recipe, environment, release, status, asked_by, created_at, started_at, finished_at,
                exists (select 1 from step where step.run = run.number and step.status = 'succeeded' and note is not null)
                    as warned
            from run
            """;

    private final Jdbi control;

    /** What was asked already; absent for one that asks each time. */
    private final @Nullable Seen seen;

    /**
     * What was asked already.
     *
     * @param environments the runs of each
     * @param releases the runs of each
     */
    private record Seen(Map<String, List<PastRun>> environments, Map<String, List<PastRun>> releases) {}

    public RunHistory(Jdbi control) {
        this(control, null);
    }

    private RunHistory(Jdbi control, @Nullable Seen seen) {
        this.control = control;
        this.seen = seen;
    }

    /**
     * The same as it is now: each environment is asked for once, and these releases together. For whoever judges many releases
     * by it, in one thread.
     */
    public RunHistory once(Collection<String> releases) {
        Map<String, List<PastRun>> found = control
                .withHandle(handle -> handle.createQuery(SELECT + "where release = any (:releases) order by number")
                        .bindArray("releases", String.class, releases)
                        .map((row, context) -> past(row))
                        .list())
                .stream()
                .collect(Collectors.groupingBy(PastRun::release));
        Map<String, List<PastRun>> each = new HashMap<>();
        releases.forEach(release -> each.put(release, found.getOrDefault(release, List.of())));
        return new RunHistory(control, new Seen(new HashMap<>(), each));
    }

    /**
     * A run as it is remembered.
     *
     * @param id {@code run-42}
     * @param by who asked for it
     * @param startedAt empty before its turn
     * @param finishedAt empty before its end
     * @param warned whether it saw what may be a reason to go back
     */
    public record PastRun(
            String id,
            String recipe,
            String environment,
            String release,
            RunStatus status,
            String by,
            Instant createdAt,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt,
            boolean warned) {

        public boolean succeeded() {
            return status == RunStatus.SUCCEEDED;
        }
    }

    /** All that were asked for in an environment, the oldest first. */
    public List<PastRun> of(String environment) {
        return seen == null ? asked(environment) : seen.environments().computeIfAbsent(environment, this::asked);
    }

    private List<PastRun> asked(String environment) {
        return control.withHandle(
                handle -> handle.createQuery(SELECT + "where environment = :environment order by number")
                        .bind("environment", environment)
                        .map((row, context) -> past(row))
                        .list());
    }

    /** Those of a release, wherever, the oldest first. */
    public List<PastRun> ofRelease(String release) {
        List<PastRun> known = seen == null ? null : seen.releases().get(release);
        if (known != null) {
            return known;
        }
        return control.withHandle(handle -> handle.createQuery(SELECT + "where release = :release order by number")
                .bind("release", release)
                .map((row, context) -> past(row))
                .list());
    }

    /** Those whose turn has not come, the oldest first. */
    public List<PastRun> queued() {
        return control.withHandle(handle -> handle.createQuery(SELECT + "where status = 'queued' order by number")
                .map((row, context) -> past(row))
                .list());
    }

    private static PastRun past(ResultSet row) throws SQLException {
        return new PastRun(
                RunRecord.id(row.getLong("number")),
                row.getString("recipe"),
                row.getString("environment"),
                row.getString("release"),
                RunStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("asked_by"),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(Columns.instant(row, "started_at")),
                Optional.ofNullable(Columns.instant(row, "finished_at")),
                row.getBoolean("warned"));
    }
}
