package dev.understudy.engine.step.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.fake.NotedContext;
import dev.understudy.engine.fake.ThisPython;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.release.ManifestFiles;
import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.engine.release.ModuleNeeds;
import dev.understudy.engine.release.ReleaseCode;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.ModuleWishes;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.odoo.update.ModuleRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What manifests name in {@code external_dependencies} is asked of a real Python, all of it at once, before Odoo would. */
class DependenciesTest {

    private static final Project PROJECT =
            ProjectFile.read("understudy.yaml", """
                    project: acme
                    odoo: { series: "19.0", modules: [acme_sale] }
                    repositories:
                      - { name: addons, url: https://git.example/acme/addons.git }
                    environments:
                      production: {}
                    """).require();

    private final ControlDatabase control =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);
    private final Releases releases = new Releases(control.jdbi());

    @TempDir
    private Path folder;

    private ModuleNeeds needs;

    @BeforeEach
    void modules() throws IOException {
        module("core", "base", "{'depends': [], 'version': '1.3'}");
        module("core", "auth_key", "{'external_dependencies': {'python': ['acme-nowhere-key']}}");
        module("own", "acme_sale", "{'depends': ['acme_parts'], 'version': '19.0.2.0.0'}");
        module("own", "acme_parts", """
                {'version': '19.0.1.0.0', 'external_dependencies': {
                    'python': ['acme-nowhere', 'json', 'pip>=999', 'acme-elsewhere; python_version < "3"'],
                    'bin': ['sh', 'acme-no-such-program']}}""");
        module("own", "acme_glue", """
                {'depends': ['acme_sale'], 'auto_install': True,
                 'external_dependencies': {'python': ['acme-nowhere-glue']}}""");
        module("own", "acme_unused", "{'external_dependencies': {'python': ['acme-nowhere-unused']}}");
        ProjectHome home = new ProjectHome(folder.resolve("home"), folder.resolve("cache"));
        needs = new ModuleNeeds(new ReleaseCode(
                home,
                () -> PROJECT,
                repository -> {
                    throw new IllegalStateException("no code is placed");
                },
                ThisPython.packages(home)));
    }

    @AfterEach
    void close() {
        control.close();
    }

    @Test
    void aNewDatabaseIsNotMadeWhenModulesLackWhatTheyNeed() {
        Step step = new CheckNewDependencies(() -> PROJECT, needs, release -> catalog(), context -> "r1");

        Fault fault = fault(step.apply(context("create", "")));

        assertThat(fault.code()).isEqualTo("module.parts-missing");
        assertThat(fault.arguments())
                .containsExactly(
                        "acme_glue, acme_parts",
                        "acme-nowhere, acme-nowhere-glue, pip>=999",
                        "acme_parts",
                        "acme-no-such-program");
        assertThat(step.plan(context("create", "")).getFirst()).contains("acme_sale, base");
    }

    @Test
    void aReleaseIsAskedOfWhatItUpdatesAndInstallsAndOfNothingElse() {
        String changed = release(Set.of("acme_sale"), Set.of());
        String installing = release(Set.of(), Set.of("auth_key"));

        assertThat(rehearsal(Set.of("base", "acme_sale", "acme_parts")).apply(context("rehearse", changed)))
                .as("acme_parts has lacked it all along, and is not updated")
                .isEqualTo(Outcome.done());
        assertThat(fault(rehearsal(Set.of("base", "acme_sale", "acme_parts", "acme_glue"))
                                .apply(context("rehearse", changed)))
                        .arguments())
                .as("updated along with what it depends on")
                .containsExactly("acme_glue", "acme-nowhere-glue");
        assertThat(fault(rehearsal(Set.of("base", "acme_sale")).apply(context("rehearse", changed)))
                        .arguments())
                .as("installed, since what changed needs it now")
                .contains("acme_parts");
        assertThat(fault(rehearsal(Set.of("base", "acme_sale", "acme_parts")).apply(context("rehearse", installing)))
                        .arguments())
                .as("one of Odoo's own that the release asks for")
                .containsExactly("auth_key", "acme-nowhere-key");
    }

    @Test
    void dataThatIsBroughtIsRefusedWhereItIsUpdatedAndTheRestIsTold() {
        List<String> modules = List.of("base 19.0.1.3", "acme_sale 19.0.2.0.0", "acme_parts 19.0.1.0.0");

        Outcome told = restored(modules).apply(context("restore", ""));
        Outcome refused = restored(List.of("base 19.0.1.3", "acme_sale 19.0.2.0.0", "acme_parts 19.0.0.9.0"))
                .apply(context("restore", ""));

        assertThat(told)
                .isInstanceOfSatisfying(
                        Outcome.Warned.class,
                        warned -> assertThat(warned.warning().code()).isEqualTo("module.parts-missing"));
        assertThat(fault(refused).arguments().getFirst()).isEqualTo("acme_parts");
        assertThat(restored(List.of("base 19.0.1.3")).apply(context("restore", "")))
                .isEqualTo(Outcome.done());
        assertThat(restored(List.of()).apply(context("take-over", ""))).isEqualTo(Outcome.done());
    }

    private Step rehearsal(Set<String> installed) {
        return new CheckDependencies(releases, needs, release -> catalog(), () -> Optional.of(installed));
    }

    private Step restored(List<String> modules) {
        return new CheckRestoredDependencies(
                () -> PROJECT,
                needs,
                release -> catalog(),
                context -> modules.stream()
                        .map(module -> module.split(" ", -1))
                        .map(words -> new ModuleRow(words[0], "installed", words[1]))
                        .toList());
    }

    private String release(Set<String> touched, Set<String> install) {
        ReleaseChanges changes = new ReleaseChanges(
                List.of(),
                List.of(),
                new TreeSet<>(touched),
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                new TreeSet<>(),
                ChangeClass.C,
                List.of());
        ModuleWishes wishes = ModuleWishes.NONE.next(Set.of(), install, Set.of());
        return releases.create(Instant.EPOCH, "ada", "build", Map.of(), changes, wishes)
                .id();
    }

    private ModuleCatalog catalog() {
        return ModuleCatalog.read(List.of(folder.resolve("own")), List.of(folder.resolve("core")), new ManifestFiles());
    }

    private void module(String addons, String name, String manifest) throws IOException {
        Path module = Files.createDirectories(folder.resolve(addons).resolve(name));
        Files.writeString(module.resolve("__manifest__.py"), manifest);
    }

    private static Fault fault(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).fault();
    }

    private static NotedContext context(String recipe, String release) {
        NotedContext context =
                new NotedContext("run-1", new RunRequest(recipe, "production", Set.of(), release, Map.of(), "ada"));
        context.put(Facts.SOURCE_RELEASE, "r1");
        return context;
    }
}
