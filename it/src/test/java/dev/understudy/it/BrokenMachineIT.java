package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static dev.understudy.it.SampleProduction.pid;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.it.Api.Answer;
import dev.understudy.it.Cli.Ended;
import dev.understudy.model.run.RunView;
import dev.understudy.model.run.RunView.ErrorView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The machine fails under a deploy: production is what it was, and the same release goes through when that is mended. */
@ExtendWith(SharedProduction.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(900)
class BrokenMachineIT {

    private static final String FIELD = "risk";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SampleProduction sample;
    private final LiveService service;
    private final Api api;
    private @Nullable ReleaseView rehearsed;
    private @Nullable ReleaseView heavy;

    BrokenMachineIT(SampleProduction sample) {
        this.sample = sample;
        this.service = sample.service();
        this.api = sample.api();
        sample.rehearseQuickly();
    }

    @Test
    @Order(1)
    void fullDiskIsSeenBeforeAnythingStops() {
        ReleaseView release = ballast();
        try (FullDisk disk = FullDisk.on(service)) {
            disk.leave(1L << 30);
            sample.staysAsItIs(() -> {
                Ended deployed = Cli.run(service.home(), "deploy", release.id(), PRODUCTION);

                ErrorView error = requireNonNull(deployed.run().error());
                assertThat(error.code()).as(api.told(deployed.run())).isEqualTo("preflight.disk-full");
                assertThat(error.what()).contains("MB free");
                assertThat(error.mend()).isNotEmpty();
                assertThat(deployed.exitCode()).isEqualTo(3);
            });
        }
    }

    @Test
    @Order(2)
    void diskThatBecomesFullInTheMiddleIsSurvived() {
        ReleaseView release = ballast();

        try (FullDisk disk = FullDisk.on(service)) {
            // What the update took is all the room that there is to go back.
            expectUndone(release, run -> {
                disk.leave(0);
                api.follow(run.id());
            });
        }
        assertThat(service.database(PRODUCTION).rows("SELECT 1 FROM pg_class WHERE relname = 'acme_ballast'"))
                .isEmpty();
    }

    @Test
    @Order(3)
    @Tag("long")
    void postgresqlThatIsKilledUnderAnUpdateIsSurvived() {
        expectUndone(
                release(),
                run -> kill(KilledServiceIT.postmaster(
                        service.home().first().volumes().resolve(PRODUCTION).resolve("live/pgdata"))));
    }

    @Test
    @Order(4)
    @Tag("long")
    void odooThatIsKilledInItsUpdateIsSurvived() {
        expectUndone(release(), run -> kill(Await.until(PATIENCE, this::updating, pid -> pid > 0)));
    }

    @Test
    @Order(5)
    void odooThatIsKilledIsStartedAgain() {
        EnvironmentView before = sample.production();
        Map<String, String> census = sample.census();

        kill(pid(before, "web"));

        EnvironmentView after = revived(before);
        assertThat(pid(after, "cron")).isEqualTo(pid(before, "cron"));
        assertThat(sample.census()).isEqualTo(census);
    }

    @Test
    @Order(6)
    void postgresqlThatIsKilledIsStartedAgainAndOdooFindsIt() {
        EnvironmentView before = sample.production();
        Map<String, String> census = sample.census();
        Path pgdata = service.home().first().volumes().resolve(PRODUCTION).resolve("live/pgdata");
        long killed = KilledServiceIT.postmaster(pgdata);

        kill(killed);

        Await.until(
                PATIENCE,
                this::seen,
                seen -> seen.filter(sample::serves).isPresent() && KilledServiceIT.postmaster(pgdata) != killed);
        assertThat(pid(sample.production(), "web")).isEqualTo(pid(before, "web"));
        assertThat(sample.census()).isEqualTo(census);
    }

    @Test
    @Order(7)
    void cronsThatAreKilledAreStartedAgain() {
        EnvironmentView before = Await.until(PATIENCE, sample::production, view -> pid(view, "cron") > 0);

        kill(pid(before, "cron"));

        EnvironmentView after = Await.until(
                PATIENCE,
                sample::production,
                view -> pid(view, "cron") > 0 && pid(view, "cron") != pid(before, "cron"));
        assertThat(pid(after, "web")).isEqualTo(pid(before, "web"));
    }

    @Test
    @Order(8)
    @Tag("long")
    void sameReleaseGoesThroughOnceAndOnlyOnceWhenItIsAskedForTwice() {
        ReleaseView release = release();
        RunView first = api.ask(PRODUCTION, "deploy", Map.of("release", release.id()));
        RunView second = api.ask(PRODUCTION, "deploy", Map.of("release", release.id()));
        assertThat(second.queuedBehind()).isEqualTo(first.id());

        RunView deployed = api.follow(first.id());

        assertThat(deployed.status()).as(api.told(deployed)).isEqualTo("succeeded");
        RunView refused = api.follow(second.id());
        ErrorView error = requireNonNull(refused.error());
        assertThat(error.kind()).isEqualTo("refused");
        assertThat(error.code()).isEqualTo("release.rehearsal-outdated");
        assertThat(Api.status(refused, "stop-odoo")).isEqualTo("skipped");
        assertThat(sample.production().release()).isEqualTo(release.id());
        assertThat(sample.column(FIELD)).isNotEmpty();
        assertThat(sample.serves(PRODUCTION)).isTrue();
    }

    /** Deploys, lets something happen during the update, and expects all of the old state. */
    private void expectUndone(ReleaseView release, Consumer<RunView> mishap) {
        String running = String.valueOf(sample.production().release());
        Map<String, String> census = sample.census();
        RunView asked = api.ask(PRODUCTION, "deploy", Map.of("release", release.id()));
        RunView seen = api.reaches(asked.id(), "update-modules");
        assertThat(seen.ended()).as(api.told(seen)).isFalse();

        mishap.accept(asked);

        RunView ended = api.follow(asked.id());
        assertThat(ended.status()).as(api.told(ended)).isEqualTo("undone");
        ErrorView error = requireNonNull(ended.error());
        assertThat(error.what()).isNotEmpty();
        assertThat(error.mend()).isNotEmpty();
        assertThat(sample.production().release()).isEqualTo(running);
        assertThat(sample.production().status()).isEqualTo("running");
        assertThat(sample.census()).isEqualTo(census);
        assertThat(sample.column(FIELD)).isEmpty();
        assertThat(sample.serves(PRODUCTION)).isTrue();
    }

    /** Waits until production serves with a new web process; while its database comes up, its view is an error. */
    private EnvironmentView revived(EnvironmentView before) {
        return Await.until(
                        PATIENCE,
                        this::seen,
                        seen -> seen.filter(view -> pid(view, "web") > 0 && pid(view, "web") != pid(before, "web"))
                                .filter(sample::serves)
                                .isPresent())
                .orElseThrow();
    }

    private Optional<EnvironmentView> seen() {
        Answer answer = api.get("/environments/" + PRODUCTION);
        return answer.status() == 200 ? Optional.of(answer.as(EnvironmentView.class)) : Optional.empty();
    }

    /** One for all of these tests: it stays rehearsed until it is deployed. */
    private ReleaseView release() {
        ReleaseView made = rehearsed;
        if (made == null) {
            made = sample.rehearsed("Tell the order's risk", FIELD);
            rehearsed = made;
        }
        return made;
    }

    /** One whose update fills the disk, where that is so full already. */
    private ReleaseView ballast() {
        ReleaseView made = heavy;
        if (made == null) {
            made = api.release(sample.commitOn("sales", "Weigh the orders", BrokenMachineIT::weigh));
            RunView rehearsal = api.rehearse(made.id());
            assertThat(rehearsal.status()).as(api.told(rehearsal)).isEqualTo("succeeded");
            heavy = made;
        }
        return made;
    }

    /** A migration that needs more room than there is on production: it waits until somebody else has taken the rest. */
    private static void weigh(Path checkout) throws IOException {
        Path module = checkout.resolve("acme_sale_priority");
        Path manifest = module.resolve("__manifest__.py");
        Files.writeString(
                manifest, Files.readString(manifest).replaceFirst("'version': '[^']+'", "'version': '19.0.9.0.0'"));
        Path migration = Files.createDirectories(module.resolve("migrations/19.0.9.0.0"));
        Files.writeString(migration.resolve("post-weigh.py"), """
                import os
                import time

                from odoo.tools import config

                SMALL = 64 << 20


                def free():
                    disk = os.statvfs(config["data_dir"])
                    return disk.f_bavail * disk.f_frsize


                def migrate(cr, version):
                    cr.execute("SELECT 1 FROM ir_config_parameter WHERE key = 'database.is_neutralized'")
                    rows = 1
                    if not cr.fetchone():
                        end = time.monotonic() + 120
                        while free() > SMALL and time.monotonic() < end:
                            time.sleep(0.1)
                        rows = 400000
                    cr.execute(
                        "CREATE TABLE acme_ballast AS SELECT repeat(md5(i::text), 8) AS weight"
                        " FROM generate_series(1, %s) AS i",
                        (rows,),
                    )
                """);
    }

    /** The Odoo that updates production's modules now; 0 for none, or while it waits to be told which. */
    private long updating() {
        Path folder = service.home().first().environment(PRODUCTION);
        return Files.exists(folder.resolve("run/once.pipe"))
                ? 0
                : new ProcessTable().leader(folder.resolve("once").toString()).orElse(0L);
    }

    private void kill(long pid) {
        assertThat(pid).isGreaterThan(1);
        service.host().require(Command.of("kill", "-KILL", pid));
    }

    /** Takes the room of the service's pool, and gives it back when closed. */
    private static final class FullDisk implements AutoCloseable {

        private static final List<Long> PIECES = List.of(1L << 30, 64L << 20, 1L << 20, 4096L);

        private final Host host;
        private final Path pool;
        private final Path filler;
        private long taken;

        private FullDisk(Host host, Path pool) {
            this.host = host;
            this.pool = pool;
            this.filler = pool.resolve("filler");
        }

        /** Only a pool of Understudy's own may be filled: all else is the machine's. */
        static FullDisk on(LiveService service) {
            Path pool = service.home().first().volumes();
            assumeTrue(
                    service.host()
                            .run(Command.of("mountpoint", "--quiet", pool))
                            .succeeded(),
                    "this disk needs no pool");
            return new FullDisk(service.host(), pool);
        }

        /** Takes all but so many bytes of what is free now, or hardly less; what others give back later stays free. */
        void leave(long bytes) {
            long wanted = taken + free() - bytes;
            for (long piece : PIECES) {
                while (taken + piece <= wanted && take(piece)) {
                    taken += piece;
                }
            }
        }

        private boolean take(long piece) {
            return host.run(Command.of("fallocate", "--offset=" + taken, "--length=" + piece, filler))
                    .succeeded();
        }

        private long free() {
            return Long.parseLong(host.require(Command.of("df", "--output=avail", "--block-size=1", pool))
                    .out()
                    .lines()
                    .toList()
                    .getLast()
                    .strip());
        }

        @Override
        public void close() {
            host.delete(filler);
        }
    }
}
