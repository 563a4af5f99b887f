package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.model.home.Home;
import dev.understudy.model.run.RunView;
import dev.understudy.odoo.cli.OdooArguments;
import dev.understudy.odoo.conf.OutgoingMail;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.addons.AddonsFolders;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.host.Walls;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.postgres.Database;
import dev.understudy.targets.postgres.LocalClusters;
import dev.understudy.targets.runtime.DebianRoot;
import dev.understudy.targets.runtime.Instance;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooRuntime.OnceResult;
import dev.understudy.targets.runtime.OdooSetting;
import dev.understudy.targets.runtime.Probe;
import dev.understudy.targets.runtime.ProcessRuntime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever leaves Understudy takes the backups along: Odoo's own {@code db load} restores one, in a cluster of its own. */
@ExtendWith(SharedProduction.class)
@Timeout(900)
class LoadedBackupIT {

    private static final String SERIES = "19.0";
    private static final String LOADED = "loaded";
    private static final Instance WEB = new Instance(LOADED, Instance.Role.WEB, Instance.Slot.BLUE);

    /** {@code Signed in Zaragoza}, as Odoo is given files. */
    private static final String SIGNED = "U2lnbmVkIGluIFphcmFnb3ph";

    private final SampleProduction sample;
    private final LiveService service;
    private final Home home;
    private final Host host;
    private final LocalClusters clusters;
    private final Cluster cluster;
    private final OdooRuntime odoo;
    private final String user;
    private final Path folder;

    LoadedBackupIT(SampleProduction sample) {
        this.sample = sample;
        this.service = sample.service();
        this.home = service.home();
        this.host = service.host();
        this.clusters = service.clusters();
        this.user = SystemUsers.ofEnvironment(home.directory(), LOADED);
        this.folder = home.first().volumes().resolve(LOADED);
        this.cluster = service.cluster(
                LOADED, folder.resolve("pgdata"), service.ports().last() - 1);
        this.odoo = new ProcessRuntime(
                host,
                new DebianRoot(host, home.cache(), home.directory().resolve("env"), SERIES, List.of()),
                () -> UUID.randomUUID().toString());
    }

    @BeforeEach
    void emptyCluster() {
        new SystemUsers(host).ensure(user);
        host.require(Command.of("mkdir", "-p", folder.resolve("data")));
        host.require(Command.of("chown", user + ":" + user, folder.resolve("data")));
        clusters.create(cluster);
        clusters.start(cluster);
        // Odoo makes the database itself.
        clusters.keeper(cluster).script("ALTER ROLE " + Clusters.ODOO_ROLE + " CREATEDB");
    }

    @AfterEach
    void leaveNothing() {
        odoo.stop(WEB, setting(""), Duration.ofSeconds(10));
        clusters.stop(cluster);
        host.delete(folder);
    }

    @Test
    void odooItselfLoadsABackupAndServesIt() {
        attach("contract.txt");
        Path zip = home.first().backups(PRODUCTION).resolve("to-take-along.zip");
        RunView written = sample.api().perform(PRODUCTION, "backup", Map.of("file", zip.toString()));
        assertThat(written.status()).as(sample.api().told(written)).isEqualTo("succeeded");
        OdooSetting setting = setting(clusters.renewOdooPassword(cluster));
        Path seen = setting.dataDirectory().resolve(zip.getFileName());
        host.require(Command.of("cp", "--", zip, seen));
        host.require(Command.of("chown", user + ":" + user, "--", seen));

        OnceResult loaded = odoo.once(
                setting,
                new OdooArguments(Series.of(SERIES), setting.configuration().toString())
                        .databaseLoad(LOADED, seen.toString()),
                "",
                setting.logs().resolve("load.log"),
                Duration.ofMinutes(10));

        assertThat(loaded.exitCode()).as(loaded.out()).isZero();
        // Odoo goes on after errors in the dump, so its word alone is not enough.
        Database production = service.database(PRODUCTION);
        Database restored = clusters.database(cluster, LOADED).owner();
        for (String asked : List.of(
                "SELECT count(*) FROM sale_order",
                "SELECT count(*) FROM stock_picking",
                "SELECT count(*), sum(file_size) FROM ir_attachment WHERE store_fname IS NOT NULL",
                "SELECT name, state, latest_version FROM ir_module_module ORDER BY name",
                "SELECT login, password FROM res_users ORDER BY id",
                "SELECT conrelid::regclass::text, conname FROM pg_constraint ORDER BY 1, 2",
                "SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2")) {
            assertThat(restored.rows(asked)).as(asked).isEqualTo(production.rows(asked));
        }
        odoo.start(WEB, setting);
        new Probe(Duration.ofMinutes(5))
                .awaitLogin(setting.seat().http(), () -> odoo.pid(WEB, setting).isPresent());
        try (OdooRpc rpc =
                OdooRpc.login(URI.create("http://127.0.0.1:" + setting.seat().http()), LOADED, "admin", "admin")) {
            assertThat(rpc.search("sale.order", List.of())).isNotEmpty();
            assertThat(rpc.searchRead("ir.attachment", List.of(List.of("name", "=", "contract.txt")), List.of("datas"))
                            .findValuesAsString("datas"))
                    .containsExactly(SIGNED);
        }
    }

    @Test
    void aBackupOfTheSameNameIsANewOneAndNothingElseIsOverwritten() throws IOException {
        Path zip = home.directory().resolve("nightly.zip");
        backedUp(zip);
        byte[] monday = Files.readAllBytes(zip);
        attach("offer.txt");
        backedUp(zip);
        assertThat(Files.readAllBytes(zip)).isNotEqualTo(monday);

        Path letter = Files.writeString(home.directory().resolve("letter.txt"), "Dear Ada");
        RunView refused = sample.api().perform(PRODUCTION, "backup", Map.of("file", letter.toString()));
        assertThat(requireNonNull(refused.error()).code()).isEqualTo("backup.file-taken");
        assertThat(letter).hasContent("Dear Ada");
    }

    private void backedUp(Path zip) {
        RunView written =
                sample.api().perform(PRODUCTION, "backup", Map.of("file", zip.toString(), "unloaded", "true"));
        assertThat(written.status()).as(sample.api().told(written)).isEqualTo("succeeded");
    }

    /** A file in production's filestore. */
    private void attach(String name) {
        try (OdooRpc rpc = sample.signIn(PRODUCTION)) {
            rpc.create("ir.attachment", List.of(Map.of("name", name, "datas", SIGNED)), Map.of());
        }
        assertThat(service.database(PRODUCTION)
                        .rows("SELECT 1 FROM ir_attachment WHERE name = ? AND store_fname IS NOT NULL", name))
                .isNotEmpty();
    }

    /** With the code that production runs. */
    private OdooSetting setting(String password) {
        String release = String.valueOf(sample.production().release());
        List<Path> addons = Stream.of("sales", "logistics")
                .flatMap(repository -> AddonsFolders.in(home.first().code(release, repository)).stream())
                .toList();
        return new OdooSetting(
                new OdooSetting.Tenant(LOADED, user, Walls.NONE),
                SERIES,
                new OdooSetting.DatabaseLogin(LOADED, cluster.port(), password),
                new OdooSetting.Code(addons, List.of()),
                new OdooSetting.Places(folder.resolve("data"), home.first().environment(LOADED), List.of()),
                new OdooSetting.Seat(
                        Instance.Slot.BLUE,
                        service.ports().last() - 2,
                        service.ports().last() - 3,
                        0),
                new OdooSetting.Conduct(false, OutgoingMail.NONE, Map.of()));
    }
}
