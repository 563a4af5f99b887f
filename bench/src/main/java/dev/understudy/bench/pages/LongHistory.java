package dev.understudy.bench.pages;

import dev.understudy.engine.release.ModuleMoves;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.release.Rehearsal;
import dev.understudy.engine.release.Rehearsals;
import dev.understudy.engine.release.Releases;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.ModuleWishes;
import dev.understudy.model.release.Release;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.release.ReleaseChanges.Commit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;

/** Years of a project in its control plane, as if they had been: releases by the classes that keep them, runs by statements. */
final class LongHistory {

    /** How often a release is made. */
    private static final Duration EVERY = Duration.ofHours(12);

    private static final int COMMITS = 6;

    private final Jdbi control;
    private final String commit;

    /** @param commit of the project's repository, which every release has */
    LongHistory(Jdbi control, String commit) {
        this.control = control;
        this.commit = commit;
    }

    /** Writes it, unless it is there. */
    void write(int releases, int runs, int steps) {
        if (!new Releases(control).list().isEmpty()) {
            return;
        }
        Instant began = Instant.now().minus(EVERY.multipliedBy(releases));
        control.useTransaction(_ -> {
            runs(began, releases, runs, steps);
            for (int release = 0; release < releases; release++) {
                release(began.plus(EVERY.multipliedBy(release)), release);
            }
        });
        control.useHandle(handle -> handle.execute("ANALYZE"));
    }

    private void release(Instant at, int number) {
        List<Commit> commits = new ArrayList<>();
        for (int part = 0; part < COMMITS; part++) {
            commits.add(new Commit(
                    "sales",
                    "%040x".formatted(number * 100L + part),
                    "Dev Eloper",
                    at.minusSeconds(3600L * part),
                    "Ask how urgent an order is, part " + part + " of " + number,
                    "What the client asked for.\n\nRefs #" + (number * 10 + part),
                    false));
        }
        ReleaseChanges changes = new ReleaseChanges(
                commits,
                List.of("Dev Eloper"),
                new TreeSet<>(Set.of("acme_sale", "acme_stock")),
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                new TreeSet<>(),
                ChangeClass.A,
                List.of());
        Release made = new Releases(control)
                .create(at, "dev", "19.0.20260101", Map.of("sales", commit), changes, ModuleWishes.NONE);
        new Rehearsals(control)
                .save(new Rehearsal(
                        "run-" + (number + 1),
                        made.id(),
                        "r" + Math.max(1, number),
                        1,
                        number % 7 != 0,
                        ModulePlan.NOTHING,
                        ModuleMoves.NONE,
                        ChangeClass.A,
                        40_000,
                        at.plusSeconds(600)));
    }

    /** Of each release the rehearsal is among them. */
    private void runs(Instant began, int releases, int runs, int steps) {
        control.useHandle(handle -> {
            handle.createUpdate("""
                            INSERT INTO run (recipe, environment, reads, release, arguments, asked_by, status, created_at,
                                             started_at, finished_at)
                            SELECT (ARRAY['rehearse', 'deploy', 'refresh', 'backup', 'snapshot'])[1 + n % 5],
                                   CASE WHEN n % 5 = 0 THEN 'rehearsal' WHEN n % 5 = 2 THEN 'staging' ELSE 'production' END,
                                   '{}', CASE WHEN n % 5 < 2 THEN 'r' || (1 + n * :releases / :runs) ELSE '' END,
                                   '{}', 'bo', CASE WHEN n % 11 = 0 THEN 'failed' ELSE 'succeeded' END,
                                   :began::timestamptz + n * :pause * interval '1 second',
                                   :began::timestamptz + n * :pause * interval '1 second',
                                   :began::timestamptz + n * :pause * interval '1 second' + interval '4 minutes'
                            FROM generate_series(0, :runs - 1) AS n
                            """)
                    .bind("releases", releases)
                    .bind("runs", runs)
                    .bind("began", java.sql.Timestamp.from(began))
                    .bind("pause", EVERY.toSeconds() * releases / runs)
                    .execute();
            handle.createUpdate("""
                            INSERT INTO step (run, position, name, reversible, cancellable, status, detail, started_at,
                                              finished_at)
                            SELECT number, position, 'step-' || position, false, true, 'succeeded',
                                   '{"code": "copied", "parts": [{"millis": 840}, {"words": "reflink"}]}'::json,
                                   started_at + position * interval '10 seconds',
                                   started_at + (position + 1) * interval '10 seconds'
                            FROM run, generate_series(0, :steps - 1) AS position
                            """).bind("steps", steps).execute();
        });
    }
}
