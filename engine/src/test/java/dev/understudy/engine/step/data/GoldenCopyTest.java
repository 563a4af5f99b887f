package dev.understudy.engine.step.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Ports;
import dev.understudy.engine.masking.MaskKeys;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.evidence.MaskReport.Proof;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.volume.CopyMethod;
import dev.understudy.targets.volume.FolderVolumes;
import dev.understudy.targets.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From which masked copy environments are cut, and when it does not hold any more. */
class GoldenCopyTest {

    private static final Instant MASKED = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant LATER = MASKED.plus(Duration.ofHours(3));
    private static final MaskReport REPORT = new MaskReport(
            MASKED, "00aa", 1, List.of(), List.of(), List.of(), 7, new Proof(5, 6, 70, 8, List.of(), List.of()));

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());
    private final LocalHost host = new LocalHost("local", CommandLog.NONE);
    private Project project = project("testers: [ana], refresh: 1d");

    @TempDir
    private Path folder;

    private GoldenCopy golden;
    private FolderVolumes volumes;

    @BeforeEach
    void masked() throws IOException {
        database.script("CREATE TABLE res_partner (id serial PRIMARY KEY, name text)");
        Files.createDirectories(folder.resolve("secrets"));
        volumes = new FolderVolumes(host, Files.createDirectory(folder.resolve("volumes")), folder, CopyMethod.PLAIN);
        golden = new GoldenCopy(
                () -> project,
                production -> database,
                volumes,
                host,
                new MaskKeys(new ProjectHome(folder, folder), host, () -> "a secret of sixteen letters and more"));
        Volume masked = volume("staging");
        Files.createDirectories(masked.data());
        Files.createDirectories(masked.pgdata());
        Files.writeString(masked.pgdata().resolve("base"), "masked rows");
        new MaskedVolumes(host).write(masked, new MaskedVolumes.Note("r1", REPORT));
        assertThat(golden.keep(environment("production", "r1"), masked, MASKED)).isTrue();
    }

    private static Project project(String mask) {
        return ProjectFile.read("understudy.yaml", """
                        project: acme
                        odoo: { series: "19.0" }
                        repositories: [{ name: addons, url: https://git.example/acme/addons.git }]
                        environments:
                          production: {}
                          staging: { copy_of: production, mask: default }
                          open: { copy_of: production }
                        mask: { %s }
                        """.formatted(mask)).require();
    }

    private static Environment environment(String name, String release) {
        return new Environment(
                name,
                name.equals("production") ? Environment.Kind.LIVE : Environment.Kind.COPY,
                Environment.State.READY,
                "",
                "acme",
                8100,
                Ports.postgres(8100),
                Slot.BLUE,
                release,
                "secret",
                true,
                false,
                false,
                1,
                Instant.EPOCH,
                null);
    }

    private Volume volume(String environment) {
        return volumes.volume(environment, CopyProduction.NEXT);
    }

    /** Whether an environment is cut from it. */
    private boolean cut(String environment, String release, Instant now) {
        volumes.delete(volume(environment));
        return golden.cut(
                        environment(environment, release), environment("production", release), volume(environment), now)
                .isPresent();
    }

    @Test
    void anEnvironmentIsCutFromItWithItsReport() {
        assertThat(cut("staging", "r1", LATER)).isTrue();

        assertThat(volume("staging").pgdata().resolve("base")).hasContent("masked rows");
        assertThat(new MaskedVolumes(host).note(volume("staging"))).contains(new MaskedVolumes.Note("r1", REPORT));
    }

    @Test
    void oneThatIsTooOldIsNotUsed() {
        assertThat(cut("staging", "r1", MASKED.plus(Duration.ofHours(25)))).isFalse();
    }

    @Test
    void itDoesNotHoldForAnotherRelease() {
        assertThat(cut("staging", "r2", LATER)).isFalse();
    }

    @Test
    void itDoesNotHoldForOtherTables() {
        database.script("ALTER TABLE res_partner ADD x_driver text");

        assertThat(cut("staging", "r1", LATER)).isFalse();
    }

    @Test
    void itDoesNotHoldForAnotherWayToMask() {
        project = project("testers: [ana, bo], refresh: 1d");

        assertThat(cut("staging", "r1", LATER)).isFalse();
    }

    @Test
    void itDoesNotHoldForAnotherKey() throws IOException {
        Files.writeString(folder.resolve("secrets/mask.key"), "another secret of sixteen letters");

        assertThat(cut("staging", "r1", LATER)).isFalse();
    }

    @Test
    void whatIsNotMaskedIsNotCutFromIt() {
        assertThat(cut("open", "r1", LATER)).isFalse();
    }

    @Test
    void itIsForgottenWhenNoneIsToBeKept() {
        project = project("testers: [ana]");
        golden.forgetUnlessWanted();

        project = project("testers: [ana], refresh: 1d");
        assertThat(cut("staging", "r1", LATER)).isFalse();
    }
}
