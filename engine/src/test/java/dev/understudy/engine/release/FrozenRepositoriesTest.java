package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.EnvironmentRules;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.config.PortRange;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.release.Release;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.view.ReleaseView.Shadowed;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.git.Mirror;
import dev.understudy.targets.python.PackagesByHand;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is frozen of repositories as people have them, on real git. */
@Timeout(120)
class FrozenRepositoriesTest {

    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");

    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    @TempDir
    private Path folder;

    private Sources sources;
    private ProjectHome home;
    private Project project;
    private Releases releases;

    @BeforeEach
    void repositories() {
        sources = new Sources(folder.resolve("git"));
        home = new ProjectHome(folder.resolve("home"), folder.resolve("cache"));
        releases = new Releases(database.jdbi());
        sources.commit("own", "sale_acme/__manifest__.py", "{'version': '1'}");
        sources.commit("web", "web_more/__manifest__.py", "{'version': '1'}");
        project = sources.project("own");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Release create() {
        return new ReleaseMaker(
                        () -> project,
                        sources::mirror,
                        new Environments(
                                database.jdbi(),
                                new EnvironmentRules(Path.of("/srv/acme"), false, () -> PortRange.DEFAULT)),
                        releases,
                        () -> "debian:19.0",
                        Optional::empty)
                .create(ReleaseMaker.Order.ofBranches(Project.PRODUCTION), "ada", NOW);
    }

    private ReleaseCode code() {
        return new ReleaseCode(home, () -> project, sources::mirror, new PackagesByHand());
    }

    @Test
    void submodulesAreInTheLockAndInTheChanges() {
        String before = sources.pin("own", "oca/web", "web");
        String old = sources.head("web");
        Release first = create();
        String mended = sources.commit("web", "web_more/models.py", "x = 1\n");
        String after = sources.pin("own", "oca/web", "web");
        Release second = create();

        assertThat(first.commits()).isEqualTo(Map.of("own", before, "own/oca/web", old));
        assertThat(second.commits()).isEqualTo(Map.of("own", after, "own/oca/web", mended));
        assertThat(releases.changes(first.id()).added()).containsExactly("sale_acme", "web_more");
        RepositoryComparison comparison =
                RepositoryComparison.of(sources.mirror(project.repositories().getFirst()), before, after);
        ReleaseChanges changes = ReleaseChanges.of(comparison.commits(), List.of(comparison.change(module -> true)));
        assertThat(changes.touched()).containsExactly("web_more");
        assertThat(changes.commits())
                .extracting(ReleaseChanges.Commit::repository)
                .containsExactly("own", "own/oca/web");
        code().place(second, List.of(), line -> {});
        assertThat(code().addons(second.id()))
                .containsExactly(
                        home.code(second.id(), "own"),
                        home.code(second.id(), "own").resolve("oca/web"));
    }

    @Test
    void whatIsPutTogetherOfBranchesIsFrozenWithEachOfThem() throws Exception {
        sources.git("own", "checkout", "--quiet", "-b", "loyalty");
        String loyalty = sources.commit("own", "sale_loyal/__manifest__.py", "{'version': '1'}");
        sources.git("own", "checkout", "--quiet", "main");
        String main = sources.commit("own", "sale_acme/models.py", "x = 1\n");
        project = sources.aggregation("own", "loyalty");

        Release release = create();
        Release again = create();
        String mended = sources.commit("own", "sale_acme/models.py", "x = 2\n");
        Release next = create();

        assertThat(again).isEqualTo(release);
        assertThat(release.commits())
                .containsOnlyKeys("own", "own/origin main", "own/origin loyalty")
                .containsEntry("own/origin main", main)
                .containsEntry("own/origin loyalty", loyalty);
        assertThat(next.commits())
                .containsEntry("own/origin main", mended)
                .containsEntry("own/origin loyalty", loyalty);
        assertThat(releases.changes(release.id()).added()).containsExactly("sale_acme", "sale_loyal");
        assertThat(releases.changes(release.id()).commits())
                .extracting(ReleaseChanges.Commit::subject)
                .contains("Put together of origin main (%s), origin loyalty (%s)"
                        .formatted(main.substring(0, 7), loyalty.substring(0, 7)));
        code().place(next, List.of(), line -> {});
        assertThat(home.code(next.id(), "own").resolve("sale_acme/models.py")).hasContent("x = 2");
        assertThat(home.code(next.id(), "own").resolve("sale_loyal/__manifest__.py"))
                .exists();
    }

    @Test
    void branchesThatDoNotMergeMakeNoRelease() throws Exception {
        sources.git("own", "checkout", "--quiet", "-b", "two");
        sources.commit("own", "sale_acme/__manifest__.py", "{'version': '2'}");
        sources.git("own", "checkout", "--quiet", "main");
        sources.commit("own", "sale_acme/__manifest__.py", "{'version': '3'}");
        project = sources.aggregation("own", "two");

        assertThatThrownBy(this::create).hasMessageContaining("sale_acme/__manifest__.py");
        assertRefused(this::create, "git.merge-conflict");
        assertThat(releases.list()).isEmpty();
    }

    @Test
    void addonsOfThePythonIndexAreNoCodeAloneAndWhatChangesOfThemIsUnknownUntilItIsRehearsed() {
        String none = sources.head("own");
        String first = sources.commit("own", "requirements.txt", "zeep\nodoo-addon-date-range==19.0.1.0.0\n");
        String other = sources.commit("own", "requirements.txt", "zeep>4\nodoo-addon-date-range==19.0.1.0.1\n");
        String same = sources.commit("own", "requirements.txt", "zeep>5\nodoo-addon-date-range==19.0.1.0.1\n");
        String left = sources.commit("own", "requirements.txt", "zeep>5\n");

        assertThat(reason(none, first)).contains("ADDON_PACKAGE_CHANGED odoo-addon-date-range==19.0.1.0.0");
        assertThat(reason(first, other)).contains("ADDON_PACKAGE_CHANGED odoo-addon-date-range==19.0.1.0.1");
        assertThat(reason(other, same)).contains("ADDON_PACKAGE odoo-addon-date-range==19.0.1.0.1");
        assertThat(reason(same, left)).contains("ADDON_PACKAGE_CHANGED odoo-addon-date-range==19.0.1.0.1");
        assertThat(reason(left, left)).isEmpty();
    }

    /** In a folder of its own, or in one that was there; what is no script may lie beside it. */
    @Test
    void aMigrationScriptThatTheManifestsVersionDoesNotReachIsTold() {
        String old = sources.commit("own", "sale_acme/migrations/19.0.1.1.0/pre-old.py", "");
        sources.commit("own", "sale_acme/__manifest__.py", "{'version': '19.0.1.1.0'}");
        String installed = sources.head("own");
        String helper = sources.commit("own", "sale_acme/migrations/19.0.1.1.0/rates.py", "");
        String added = sources.commit("own", "sale_acme/migrations/19.0.1.1.0/post-more.py", "");
        String reached = sources.commit("own", "sale_acme/__manifest__.py", "{'version': '19.0.1.2.0'}");
        String forgotten = sources.commit("own", "sale_acme/migrations/19.0.1.3.0/post-rates.py", "");

        assertThat(unreached(installed, helper)).isEmpty();
        assertThat(unreached(installed, added)).contains("own:sale_acme/migrations/19.0.1.1.0/post-more.py");
        assertThat(unreached(installed, reached))
                .as("for who comes from earlier")
                .isEmpty();
        assertThat(unreached(reached, forgotten)).contains("own:sale_acme/migrations/19.0.1.3.0/post-rates.py");
        assertThat(unreached(old, reached)).isEmpty();
    }

    private Optional<String> unreached(String from, String to) {
        Mirror mirror = sources.mirror(project.repositories().getFirst());
        mirror.fetch("HEAD");
        return RepositoryComparison.of(mirror, from, to).unreached(module -> true, Series.of("19.0")).stream()
                .map(unreached -> unreached.fault().where())
                .findFirst();
    }

    private Optional<String> reason(String from, String to) {
        Mirror mirror = sources.mirror(project.repositories().getFirst());
        mirror.fetch("HEAD");
        return RepositoryComparison.of(mirror, from, to)
                .addonPackages()
                .map(reason -> reason.why() + " " + reason.subject());
    }

    @Test
    void whatCannotBePlacedIsRefusedBeforeThereIsARelease() {
        sources.pin("own", "oca/web", "web");
        sources.commit("own", ".gitmodules", "");

        assertRefused(this::create, "git.submodule-unknown");
        assertThat(releases.list()).isEmpty();
    }

    @Test
    void aModuleAtTheTopOfItsRepositoryIsRefused() {
        sources.commit("own", "__manifest__.py", "{}");

        assertRefused(this::create, "release.module-at-the-top");
    }

    @Test
    void theSameContentIsTheSameRelease() {
        Release first = create();

        assertThat(create()).isEqualTo(first);
        sources.commit("own", "sale_acme/models.py", "x = 1\n");
        assertThat(create().id()).isEqualTo("r2");
        assertThat(releases.list()).hasSize(2);
    }

    @Test
    void aModuleThatTwoRepositoriesHaveIsTold() {
        sources.commit("other", "addons/sale_acme/__manifest__.py", "{'version': '2'}");
        project = sources.project("own", "other");

        Release release = create();

        assertThat(new ShadowedModules(() -> project, sources::mirror).of(release))
                .containsExactly(new Shadowed("sale_acme", "own", "other"));
    }

    @Test
    void aReleaseWithoutOneOfItsRepositoriesIsRefusedAndWhatRunsGoesOn() {
        project = sources.project("own", "web");
        Release release = create();
        code().place(release, List.of(), line -> {});
        project = sources.project("own");

        assertRefused(() -> code().place(release, List.of(), line -> {}), "release.repository-left");
        assertThat(code().addons(release.id()))
                .containsExactly(home.code(release.id(), "own"), home.code(release.id(), "web"));
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.fault().code()).isEqualTo(code));
    }
}
