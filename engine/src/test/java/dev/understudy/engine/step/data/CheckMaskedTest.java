package dev.understudy.engine.step.data;

import static dev.understudy.engine.run.Telling.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.EnvironmentRules;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.Ports;
import dev.understudy.engine.fake.NotedContext;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.fault.Fault;
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

/** Only what was masked and proven is handed out, unless somebody says why not. */
class CheckMaskedTest {

    private static final MaskReport REPORT = new MaskReport(
            Instant.EPOCH,
            "4711abcd",
            0,
            List.of(),
            List.of(),
            List.of(),
            0,
            new MaskReport.Proof(10, 2, 100, 3, List.of(), List.of()));

    private final ControlDatabase control =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);
    private final MaskedVolumes masked = new MaskedVolumes(new LocalHost("local", CommandLog.NONE));

    @TempDir
    private Path folder;

    @BeforeEach
    void volume() throws IOException {
        Files.createDirectories(live().directory());
    }

    @AfterEach
    void close() {
        control.close();
    }

    private Volume live() {
        return new Volume("staging", Volume.LIVE, folder.resolve("live"));
    }

    /** Staging runs r2. */
    private Outcome export(Map<String, String> arguments) {
        Project project = ProjectFile.read("understudy.yaml", """
                        project: acme
                        odoo: { series: "19.0" }
                        repositories: [{ name: addons, url: https://git.example/acme/addons.git }]
                        environments: { production: {}, staging: { copy_of: production } }
                        """).require();
        Environments environments =
                new Environments(control.jdbi(), new EnvironmentRules(folder, false, project::ports));
        environments.save(new Environment(
                "staging",
                Environment.Kind.COPY,
                Environment.State.READY,
                "",
                "acme",
                8100,
                Ports.postgres(8100),
                Slot.BLUE,
                "r2",
                "secret",
                true,
                false,
                false,
                1,
                Instant.EPOCH,
                null));
        return new CheckMasked(environments, copy -> live(), masked)
                .apply(new NotedContext("run-9", new RunRequest("export", "staging", Set.of(), "", arguments, "ana")));
    }

    private static void refused(Outcome outcome, String code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.fault().kind()).isEqualTo(Fault.Kind.REFUSED);
            assertThat(failed.fault().code()).isEqualTo(code);
        });
    }

    @Test
    void whatWasMaskedAndProvenGoesOut() {
        masked.write(live(), new MaskedVolumes.Note("r2", REPORT));

        assertThat(export(Map.of())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whatWasNotMaskedStays() {
        refused(export(Map.of()), "mask.not-masked");
        refused(export(Map.of("unmasked", "  ")), "mask.not-masked");
    }

    @Test
    void whatCodeWasDeployedToSinceStays() {
        masked.write(live(), new MaskedVolumes.Note("r1", REPORT));

        refused(export(Map.of()), "mask.changed-since");
    }

    @Test
    void whoSaysWhyIsNamed() {
        assertThat(told(export(Map.of("unmasked", "asked for by the court"))))
                .isEqualTo("not masked, and goes out all the same, says ana: asked for by the court");
    }
}
