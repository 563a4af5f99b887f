package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.EnvironmentRules;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.config.PortRange;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.Release;
import dev.understudy.targets.python.PackagesByHand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is frozen of Odoo itself, where releases bring it: on real git. */
@Timeout(120)
class OdooBuildsTest {

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
        sources.commit("enterprise", "web_plan/__manifest__.py", "{'version': '1'}");
        sources.commit("odoo", "odoo-bin", "#!/usr/bin/env python3\n");
        sources.commit("odoo", "requirements.txt", "psycopg2\n");
        sources.commit("odoo", "odoo/release.py", "version_info = (17, 0, 0, FINAL, 0, '')\n");
        sources.commit("odoo", "odoo/addons/base/__manifest__.py", "{'version': '1'}");
        sources.commit("odoo", "addons/sale/__manifest__.py", "{'version': '1'}");
        Path git = folder.resolve("git");
        project = ProjectFile.read("understudy.yaml", """
                        project: acme
                        odoo:
                          series: "17.0"
                          from: source
                          source: { url: "%1$s/odoo", ref: main }
                          enterprise: { url: "%1$s/enterprise", ref: main }
                        repositories: [{ name: own, url: "%1$s/own" }]
                        environments: { production: {} }
                        """.formatted(git)).require();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Release create(Map<String, String> revisions) {
        return new ReleaseMaker(
                        () -> project,
                        sources::mirror,
                        new Environments(
                                database.jdbi(),
                                new EnvironmentRules(Path.of("/srv/acme"), false, () -> PortRange.DEFAULT)),
                        releases,
                        () -> "source",
                        Optional::empty)
                .create(ReleaseMaker.Order.of(revisions, Project.PRODUCTION), "ada", NOW);
    }

    private ReleaseCode code() {
        return new ReleaseCode(home, () -> project, sources::mirror, new PackagesByHand());
    }

    @Test
    void aReleaseHoldsACommitOfOdooAndOfEnterpriseAndItsModulesComeLast() {
        Release release = create(Map.of());

        code().place(release, List.of(), line -> {});

        assertThat(release.commits()).containsOnlyKeys("own", "enterprise", "odoo");
        assertThat(code().odoo(release.id())).contains(home.code(release.id(), "odoo"));
        assertThat(code().addons(release.id()))
                .containsExactly(
                        home.code(release.id(), "own"),
                        home.code(release.id(), "enterprise"),
                        home.code(release.id(), "odoo").resolve("addons"),
                        home.code(release.id(), "odoo").resolve("odoo/addons"));
    }

    @Test
    void aNewCommitOfOdooTouchesTheModulesThatChanged() {
        String before = String.valueOf(create(Map.of()).commits().get("odoo"));
        String after = sources.commit("odoo", "addons/sale/models.py", "name = fields.Char()\n");
        create(Map.of());

        RepositoryComparison comparison = RepositoryComparison.of(
                sources.mirror(project.repository("odoo").orElseThrow()), before, after);

        assertThat(comparison.change(module -> true).paths()).contains("addons/sale/models.py");
        assertThat(create(Map.of("odoo", before)).commits()).containsEntry("odoo", before);
    }

    @Test
    void releasesWithTheSameCommitShareItsCode() throws Exception {
        Release first = create(Map.of());
        sources.commit("own", "sale_acme/models.py", "x = 1\n");
        Release second = create(Map.of());
        code().place(first, List.of(), line -> {});
        code().place(second, List.of(), line -> {});

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(home.code(first.id(), "odoo").toRealPath())
                .isEqualTo(home.code(second.id(), "odoo").toRealPath())
                .isEqualTo(home.build("odoo", String.valueOf(first.commits().get("odoo")))
                        .toRealPath());
        assertThat(Files.isSymbolicLink(home.code(first.id(), "own"))).isFalse();
    }

    @Test
    void aCommitOfAnotherSeriesIsRefused() {
        sources.commit("odoo", "odoo/release.py", "version_info = ('saas~17', 4, 0, FINAL, 0, '')\n");

        assertThatThrownBy(() -> create(Map.of())).hasMessageContaining("17.4").hasMessageContaining("17.0");
    }

    @Test
    void whatIsNoOdooIsRefused() {
        String own = sources.head("own");

        assertThatThrownBy(() -> create(Map.of("odoo", own))).hasMessageContaining(own);
        sources.commit("odoo", "odoo/release.py", "version = '17'\n");
        assertThatThrownBy(() -> create(Map.of())).hasMessageContaining("odoo/release.py");
    }

    @Test
    void aChangeOfOdoosCoreAloneIsAChangeOfCode() {
        Release first = create(Map.of());
        String after = sources.commit("odoo", "odoo/models.py", "x = 2\n");
        Release second = create(Map.of());

        assertThat(second.commits()).containsEntry("odoo", after);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(releases.changes(second.id()).declared()).isNotNull().isNotEqualTo(ChangeClass.D);
    }
}
