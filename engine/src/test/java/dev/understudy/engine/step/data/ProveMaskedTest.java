package dev.understudy.engine.step.data;

import static dev.understudy.engine.run.Telling.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.EnvironmentRules;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.Ports;
import dev.understudy.engine.fake.NotedContext;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.masking.MaskKeys;
import dev.understudy.engine.masking.MaskOrder;
import dev.understudy.engine.masking.Masking;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.model.config.MaskSettings;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a release brings back into a masked copy is found before anybody sees it. */
class ProveMaskedTest {

    private static final String PEOPLE = """
            CREATE TABLE ir_model (model text, name text, state text);
            CREATE TABLE ir_model_fields (model text, name text, ttype text, state text, field_description text, help text);
            CREATE TABLE res_partner (id serial PRIMARY KEY, name text, comment text);
            INSERT INTO res_partner (name, comment) VALUES ('Quirin Krakelheim', 'Knows Quirin Krakelheim');
            """;

    private final ControlDatabase control =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);
    private final Direct production = new Direct(TestPostgres.shared().newDatabase());
    private final Direct staging = new Direct(TestPostgres.shared().newDatabase());
    private final NotedContext context =
            new NotedContext("run-8", new RunRequest("deploy", "staging", Set.of(), "r2", Map.of(), "ana"));
    private final LocalHost host = new LocalHost("local", CommandLog.NONE);
    private final MaskedVolumes masked = new MaskedVolumes(host);

    @TempDir
    private Path folder;

    @BeforeEach
    void people() throws IOException {
        production.script(PEOPLE);
        staging.script(PEOPLE);
        Files.createDirectories(folder.resolve("secrets"));
        Files.createDirectories(live().data());
    }

    @AfterEach
    void close() {
        control.close();
    }

    private Volume live() {
        return new Volume("staging", Volume.LIVE, folder.resolve("volumes/staging/live"));
    }

    private MaskKeys keys() {
        return new MaskKeys(new ProjectHome(folder, folder), host, () -> "a secret of sixteen letters and more");
    }

    /** Masks the copy, as its refresh did. */
    private void refreshed() {
        MaskOrder order =
                new MaskOrder(MaskSettings.DEFAULT, keys().key(), "run-7", live().data(), live().data(), Instant.EPOCH);
        MaskReport report = new Masking().mask(staging, order, line -> {});
        masked.write(live(), new MaskedVolumes.Note("r1", report));
    }

    private Outcome proven() {
        Project project = ProjectFile.read("understudy.yaml", """
                        project: acme
                        odoo: { series: "19.0" }
                        repositories: [{ name: addons, url: https://git.example/acme/addons.git }]
                        environments: { production: {}, staging: { copy_of: production, mask: default } }
                        """).require();
        Environments environments =
                new Environments(control.jdbi(), new EnvironmentRules(folder, false, project::ports));
        environments.save(environment("production", Environment.Kind.LIVE, 8110));
        environments.save(environment("staging", Environment.Kind.COPY, 8100));
        return new ProveMasked(
                        () -> project,
                        environments,
                        copy -> live(),
                        one -> (one.isProduction() ? production : staging).doors(),
                        new Masking(),
                        keys(),
                        masked)
                .apply(context);
    }

    private static Environment environment(String name, Environment.Kind kind, int port) {
        return new Environment(
                name,
                kind,
                Environment.State.READY,
                "",
                "acme",
                port,
                Ports.postgres(port),
                Slot.BLUE,
                "r1",
                "secret",
                true,
                false,
                false,
                1,
                Instant.EPOCH,
                null);
    }

    @Test
    void whatIsAsCleanAsBeforeMayBeHandedOutAgain() {
        refreshed();

        assertThat(proven()).isInstanceOf(Outcome.Done.class);

        assertThat(masked.note(live()).orElseThrow().release()).isEqualTo("r2");
        assertThat(context.left("mask-report")).contains("\"found\":[]");
    }

    @Test
    void whatWasBroughtBackIsRefusedByItsPlace() {
        refreshed();
        staging.script("UPDATE res_partner SET comment = 'written by a script: Quirin Krakelheim'");

        assertThat(proven()).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.fault().kind()).isEqualTo(Fault.Kind.REFUSED);
            assertThat(failed.fault().code()).isEqualTo("mask.brought-back");
            assertThat(failed.fault().arguments()).isEqualTo(List.of("res_partner.comment (1)"));
        });
        assertThat(masked.note(live()).orElseThrow().release()).isEqualTo("r1");
        assertThat(context.left("mask-report")).contains("res_partner.comment").doesNotContain("Krakelheim");
    }

    @Test
    void aCopyThatIsNotMaskedIsNotRead() {
        assertThat(told(proven())).isEqualTo("not masked");
    }
}
