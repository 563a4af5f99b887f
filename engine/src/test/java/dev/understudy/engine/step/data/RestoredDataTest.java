package dev.understudy.engine.step.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.database.SqlOdooDatabase;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.Kind;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.fake.NotedContext;
import dev.understudy.engine.release.FittingCommits;
import dev.understudy.engine.release.ManifestFiles;
import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.engine.release.Sources;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.step.Outdated;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.dump.Attachments;
import dev.understudy.targets.dump.Restores.Restored;
import dev.understudy.targets.runtime.Instance.Slot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that somebody brings to a project of Odoo 19 whose repository has one module, on tables as Odoo has them. */
class RestoredDataTest {

    private static final Restored WHOLE = restored(10, 0, 10);

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());

    @TempDir
    private Path folder;

    private Sources sources;
    private Project project;
    private String older;
    private NotedContext context = context(Map.of());

    @BeforeEach
    void aProject() throws Exception {
        sources = new Sources(folder.resolve("git"));
        older = sources.commit("own", "sale_acme/__manifest__.py", "{'version': '19.0.1.0.0'}");
        sources.commit("own", "sale_acme/__manifest__.py", "{'version': '19.0.2.0.0'}");
        project = sources.project("own");
        sources.mirror(project.repositories().getFirst()).fetch("HEAD");
        code("19.0.2.0.0");
        database.script("""
                CREATE TABLE ir_config_parameter (id serial, key text, value text);
                CREATE TABLE ir_module_module (name text, state text, latest_version text);
                INSERT INTO ir_module_module VALUES
                    ('base', 'installed', '19.0.1.3'), ('sale_acme', 'installed', '19.0.2.0.0'),
                    ('crm', 'uninstalled', NULL);
                """);
    }

    private void code(String version) throws Exception {
        for (String module : List.of("core/base 1.3", "own/sale_acme " + version)) {
            String[] words = module.split(" ", -1);
            Path at = Files.createDirectories(folder.resolve("code").resolve(words[0]));
            Files.writeString(at.resolve("__manifest__.py"), "{'version': '" + words[1] + "'}");
        }
    }

    private RestoredData.Verdict look(Kind kind, Restored restored, String... given) {
        Map<String, String> arguments = new TreeMap<>();
        for (String argument : given) {
            arguments.put(argument, "true");
        }
        context = context(arguments);
        return new RestoredData(
                        () -> project,
                        release -> ModuleCatalog.read(
                                List.of(folder.resolve("code/own")),
                                List.of(folder.resolve("code/core")),
                                new ManifestFiles()),
                        SqlOdooDatabase::new,
                        new FittingCommits(() -> project, sources::mirror))
                .look(context, environment(kind), database.doors(), restored);
    }

    private static NotedContext context(Map<String, String> arguments) {
        NotedContext context =
                new NotedContext("run-1", new RunRequest("restore", "production", Set.of(), "", arguments, "ada"));
        context.put(Facts.SOURCE_RELEASE, "r1");
        return context;
    }

    private Optional<String> refusal(Kind kind, Restored restored, String... given) {
        return look(kind, restored, given).fault().map(Fault::code);
    }

    @Test
    void productionsOwnDataMayStay() {
        assertThat(refusal(Kind.LIVE, WHOLE)).isEmpty();
        assertThat(Outdated.of(context).modules()).isEmpty();
    }

    @Test
    void whatIsNoDatabaseOfOdooIsRefused() {
        database.script("DROP TABLE ir_module_module");

        assertThat(refusal(Kind.LIVE, WHOLE)).contains("restore.not-odoo");
    }

    @Test
    void dataOfAnotherSeriesIsRefused() {
        database.script("UPDATE ir_module_module SET latest_version = '20.0.1.3' WHERE name = 'base'");

        assertThat(refusal(Kind.LIVE, WHOLE)).contains("restore.other-series");
    }

    @Test
    void neutralizedDataBecomesProductionOnlyOnPurpose() {
        database.script("INSERT INTO ir_config_parameter (key, value) VALUES ('database.is_neutralized', 'True')");

        assertThat(refusal(Kind.LIVE, WHOLE)).contains("restore.neutralized");
        assertThat(refusal(Kind.LIVE, WHOLE, "neutralized")).isEmpty();
        assertThat(context.fact(Facts.NEUTRALIZED)).isPresent();
        assertThat(refusal(Kind.COPY, WHOLE)).isEmpty();
    }

    @Test
    void aFilestoreThatLacksFilesIsAcceptedOnPurposeAndAForeignOneNever() {
        assertThat(refusal(Kind.LIVE, restored(10, 3, 7))).contains("restore.files-missing");
        RestoredData.Verdict accepted = look(Kind.LIVE, restored(10, 3, 7), "missing");
        assertThat(accepted.fault()).isEmpty();
        assertThat(accepted.lines()).anyMatch(line -> line.in(Locale.ENGLISH).startsWith("3 of 10 files are missing"));
        assertThat(refusal(Kind.LIVE, restored(10, 10, 7), "missing")).contains("restore.foreign-filestore");
        assertThat(refusal(Kind.LIVE, restored(10, 10, 0), "missing")).isEmpty();
    }

    @Test
    void dataThatIsNewerThanTheCodeIsRefusedWithTheCommitThatFits() throws Exception {
        code("19.0.1.0.0");

        Fault fault = look(Kind.LIVE, WHOLE).fault().orElseThrow();

        assertThat(fault.code()).isEqualTo("restore.older-code");
        assertThat(fault.arguments().getFirst()).contains("sale_acme 19.0.2.0.0");
        assertThat(fault.arguments().getLast()).startsWith("own=").doesNotContain(older);
    }

    @Test
    void dataThatIsOlderThanTheCodeIsBroughtUpToIt() {
        database.script("UPDATE ir_module_module SET latest_version = '19.0.1.0.0' WHERE name = 'sale_acme'");

        RestoredData.Verdict verdict = look(Kind.LIVE, WHOLE);

        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.lines()).anyMatch(line -> line.in(Locale.ENGLISH).contains("updates sale_acme"));
        assertThat(Outdated.of(context).modules()).containsExactly("sale_acme");
    }

    @Test
    void aModuleWithoutCodeIsNamed() {
        database.script("INSERT INTO ir_module_module VALUES ('acme_lost', 'installed', '19.0.1.0.0')");

        assertThat(look(Kind.LIVE, WHOLE).fault())
                .hasValueSatisfying(fault -> assertThat(fault.arguments()).contains("acme_lost"));
    }

    private static Restored restored(long named, long lost, long files) {
        TreeMap<String, Long> missing = new TreeMap<>();
        if (lost > 0) {
            missing.put("res.partner", lost);
        }
        return new Restored(
                "zip", List.of(), Optional.empty(), new Attachments(named, missing, new TreeMap<>()), files);
    }

    private static Environment environment(Kind kind) {
        return new Environment(
                kind == Kind.LIVE ? "production" : "staging",
                kind,
                State.READY,
                "",
                "acme",
                20_000,
                20_001,
                Slot.BLUE,
                "r1",
                "",
                false,
                false,
                false,
                1,
                Instant.EPOCH,
                null);
    }
}
