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
import dev.understudy.engine.masking.Masking;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.fault.Fault;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy is masked when the file asks for it, and does not go on when somebody is still in it. */
class MaskCopyTest {

    private final ControlDatabase control =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);
    private final Direct database = new Direct(TestPostgres.shared().newDatabase());
    private final NotedContext context =
            new NotedContext("run-7", new RunRequest("refresh", "staging", Set.of(), "", Map.of(), "ana"));

    @TempDir
    private Path folder;

    private boolean alone;

    @AfterEach
    void close() {
        control.close();
    }

    private Outcome mask(String staging, String more) throws IOException {
        Project project = ProjectFile.read("understudy.yaml", """
                        project: acme
                        odoo: { series: "19.0" }
                        repositories: [{ name: addons, url: https://git.example/acme/addons.git }]
                        environments: { production: {}, staging: { copy_of: production%s } }
                        """.formatted(staging) + more)
                .require();
        LocalHost host = new LocalHost("local", CommandLog.NONE);
        Environments environments =
                new Environments(control.jdbi(), new EnvironmentRules(folder, false, project::ports));
        environments.save(new Environment(
                "staging",
                Environment.Kind.COPY,
                Environment.State.CREATING,
                "",
                "acme",
                8100,
                Ports.postgres(8100),
                Slot.BLUE,
                "r1",
                "secret",
                true,
                false,
                false,
                1,
                Instant.EPOCH,
                null));
        database.script("""
                CREATE TABLE ir_model (model text, name text, state text);
                CREATE TABLE ir_model_fields (
                  model text, name text, ttype text, state text, field_description text, help text);
                CREATE TABLE res_partner (id serial PRIMARY KEY, name text, comment text);
                CREATE TABLE ir_attachment (
                  id serial PRIMARY KEY, name text, type text, res_model text, res_field text, res_id int, url text,
                  store_fname text, checksum text, file_size int, mimetype text, index_content text, db_datas bytea);
                INSERT INTO res_partner (name, comment) VALUES ('Quirin Krakelheim', 'Knows Quirin Krakelheim');
                """);
        Files.createDirectories(folder.resolve("secrets"));
        Files.createDirectories(folder.resolve("data"));
        MaskKeys keys =
                new MaskKeys(new ProjectHome(folder, folder), host, () -> "a secret of sixteen letters and more");
        Files.createDirectories(folder.resolve("volumes/staging/next"));
        FolderVolumes volumes = new FolderVolumes(host, folder.resolve("volumes"), folder, CopyMethod.PLAIN);
        return new MaskCopy(
                        () -> project,
                        environments,
                        new Masking(),
                        keys,
                        volumes,
                        host,
                        (copy, asked) -> new MaskCopy.Copied(database, folder.resolve("data"), () -> alone = true))
                .apply(context);
    }

    private String everything() {
        return database.rows("SELECT name, comment FROM res_partner").toString();
    }

    @Test
    void aCopyIsMaskedAndItsReportLeft() throws IOException {
        assertThat(mask(", mask: default", "")).isInstanceOf(Outcome.Done.class);

        assertThat(everything()).doesNotContain("Krakelheim", "Quirin");
        assertThat(alone).as("other databases are gone").isTrue();
        assertThat(context.left("mask-report"))
                .contains("\"res_partner.name\"", "\"found\":[]", "\"at\":\"2026")
                .doesNotContain("Krakelheim");
        assertThat(folder.resolve("volumes/staging/next/masked.json")).content().contains(context.left("mask-report"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets/mask.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingElseOfProductionsFolderOfDataIsLeft() throws IOException {
        Path dump = Files.createDirectories(folder.resolve("data/backups/odoo")).resolve("2026-11-30.dump");
        Files.writeString(dump, "Quirin Krakelheim");

        assertThat(mask(", mask: default", "")).isInstanceOf(Outcome.Done.class);

        assertThat(dump).doesNotExist();
    }

    @Test
    void aLinkInPlaceOfTheFilestoreLeadsNowhere() throws IOException {
        String base = database.name();
        Path own = Files.createDirectories(folder.resolve("elsewhere").resolve(base))
                .resolve("settings.conf");
        Files.writeString(own, "not of this copy");
        Files.createDirectories(folder.resolve("data"));
        Files.createSymbolicLink(folder.resolve("data/filestore"), folder.resolve("elsewhere"));

        assertThat(mask(", mask: default", "")).isInstanceOf(Outcome.Done.class);

        assertThat(own).exists();
    }

    @Test
    void aCopyInWhichSomebodyIsLeftIsRefused() throws IOException {
        Outcome outcome = mask(", mask: default", "mask: { columns: { res.partner.comment: keep } }\n");

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.fault().kind()).isEqualTo(Fault.Kind.REFUSED);
            assertThat(failed.fault().code()).isEqualTo("mask.found");
            assertThat(failed.fault().arguments()).isEqualTo(List.of("res_partner.comment (1)"));
        });
        assertThat(context.left("mask-report")).contains("res_partner.comment");
        assertThat(folder.resolve("volumes/staging/next/masked.json")).doesNotExist();
    }

    @Test
    void aCopyThatIsToBeProductionsStaysSo() throws IOException {
        assertThat(told(mask("", ""))).isEqualTo("not asked for");

        assertThat(everything()).contains("Krakelheim");
    }

    @Test
    void aKeyThatWasLostIsSaid() throws IOException {
        MaskReport before = new MaskReport(
                Instant.EPOCH,
                "4711abcd",
                0,
                List.of(),
                List.of(),
                List.of(),
                0,
                new MaskReport.Proof(10, 2, 100, 3, List.of(), List.of()));
        Volume live = new Volume("staging", Volume.LIVE, folder.resolve("volumes/staging/live"));
        Files.createDirectories(live.directory());
        new MaskedVolumes(new LocalHost("local", CommandLog.NONE)).write(live, new MaskedVolumes.Note("r0", before));

        assertThat(mask(", mask: default", ""))
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(told(done)).contains("the key of masking is new"));
    }
}
