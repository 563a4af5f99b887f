package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static dev.understudy.it.SampleProduction.STAGING;
import static dev.understudy.it.SampleProduction.pid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.ReleaseView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The service is killed with SIGKILL, also while it deploys to real Odoo, and started again. */
@ExtendWith(SharedProduction.class)
@Timeout(900)
class KilledServiceIT {

    /** What changes, what serves, and when users are let in; {@code bench/faults} kills it everywhere. */
    private static final List<String> KILLED_IN = List.of("update-modules", "probe", "watch");

    private final SampleProduction sample;
    private final Api api;

    KilledServiceIT(SampleProduction sample) {
        this.sample = sample;
        this.api = sample.api();
        sample.rehearseQuickly();
    }

    @Test
    void deployGoesOnInTheMiddleOfWhateverStepItWasKilledIn() {
        ReleaseView release = sample.rehearsed("Tell the salesperson's team", "team_size");
        if (api.environment(STAGING).status().equals("absent")) {
            RunView refreshed = api.perform(STAGING, "refresh", Map.of());
            assertThat(refreshed.status()).as(api.told(refreshed)).isEqualTo("succeeded");
        }
        EnvironmentView staging = api.environment(STAGING);
        Map<String, String> census = sample.census();
        long control = postmaster(sample.service().home().control().resolve("pgdata"));
        RunView run = api.ask(PRODUCTION, "deploy", Map.of("release", release.id()));

        for (String step : KILLED_IN) {
            RunView seen = api.reaches(run.id(), step);
            assertThat(seen.ended()).as(step + ": " + api.told(seen)).isFalse();
            sample.service().kill();
            sample.service().start();
            // The control plane's cluster outlives the service and is found again, as are those of the environments.
            assertThat(postmaster(sample.service().home().control().resolve("pgdata")))
                    .isEqualTo(control);
            assertThat(api.environment(STAGING)).isEqualTo(staging);
        }

        RunView ended = api.follow(run.id());
        assertThat(ended.status()).as(api.told(ended)).isEqualTo("succeeded");
        assertThat(ended.steps())
                .as(api.told(ended))
                .allSatisfy(step -> assertThat(step.status()).isEqualTo("succeeded"));
        assertThat(sample.production().release()).isEqualTo(release.id());
        assertThat(sample.production().status()).isEqualTo("running");
        assertThat(sample.production().pendingModules()).isEmpty();
        assertThat(sample.column("team_size")).isNotEmpty();
        assertThat(sample.census().get("orders")).isEqualTo(census.get("orders"));
        assertThat(sample.census().get("customers")).isEqualTo(census.get("customers"));
        assertThat(sample.serves(PRODUCTION)).isTrue();
        try (OdooRpc odoo = sample.signIn(PRODUCTION)) {
            assertThat(odoo.search("sale.order", List.of())).isNotEmpty();
        }
    }

    @Test
    @Tag("long")
    void deployThatIsKilledAndThenCancelledEndsInTheOldState() {
        ReleaseView release = sample.rehearsed("Tell the customer's mood", "mood");
        EnvironmentView before = sample.production();
        Map<String, String> census = sample.census();
        RunView run = api.ask(PRODUCTION, "deploy", Map.of("release", release.id()));
        api.reaches(run.id(), "update-modules");

        sample.service().kill();
        sample.service().start();
        assertThat(api.post("/runs/" + run.id() + "/cancel", Map.of()).status()).isEqualTo(202);

        RunView ended = api.follow(run.id());
        assertThat(ended.status()).as(api.told(ended)).isEqualTo("cancelled");
        assertThat(sample.production().release()).isEqualTo(before.release());
        assertThat(sample.production().status()).isEqualTo("running");
        assertThat(sample.census()).isEqualTo(census);
        assertThat(sample.column("mood")).isEmpty();
        assertThat(sample.serves(PRODUCTION)).isTrue();
    }

    @Test
    void odooAndItsClustersOutliveTheServiceAndAreFoundAgain() {
        EnvironmentView before = sample.production();
        long cluster = postmaster(pgdata(PRODUCTION));
        assertThat(pid(before, "web")).isPositive();
        assertThat(pid(before, "cron")).isPositive();

        sample.service().kill();
        assertThat(ProcessHandle.of(pid(before, "web"))).isPresent();
        sample.service().start();
        assertThat(sample.production()).isEqualTo(before);
        // An orderly end does not take production with it either.
        sample.service().stop();
        assertThat(ProcessHandle.of(pid(before, "web"))).isPresent();
        sample.service().start();

        assertThat(sample.production()).isEqualTo(before);
        assertThat(postmaster(pgdata(PRODUCTION))).isEqualTo(cluster);
        assertThat(sample.serves(PRODUCTION)).isTrue();
    }

    private Path pgdata(String environment) {
        return sample.service().home().first().volumes().resolve(environment).resolve("live/pgdata");
    }

    /** The process id that a cluster's lock file tells. */
    static long postmaster(Path pgdata) {
        try {
            return Long.parseLong(
                    Files.readAllLines(pgdata.resolve("postmaster.pid")).getFirst());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
