package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.model.home.Home;
import dev.understudy.model.release.PythonPackage;
import dev.understudy.odoo.cli.OdooArguments;
import dev.understudy.odoo.conf.OutgoingMail;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.git.GitWalls;
import dev.understudy.targets.git.NamedRepositories;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.host.Walls;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.LocalClusters;
import dev.understudy.targets.postgres.PostgresBinaries;
import dev.understudy.targets.python.Asking;
import dev.understudy.targets.python.BuildPlace;
import dev.understudy.targets.python.PipPackages;
import dev.understudy.targets.python.PythonPackages;
import dev.understudy.targets.python.PythonPackages.Ground;
import dev.understudy.targets.runtime.DebianRoot;
import dev.understudy.targets.runtime.Instance;
import dev.understudy.targets.runtime.Instance.Role;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooRuntime.OnceResult;
import dev.understudy.targets.runtime.OdooSetting;
import dev.understudy.targets.runtime.Probe;
import dev.understudy.targets.runtime.ProcessRuntime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real Odoo of both ends of what is supported, in the private root, as a system user of its own. */
@Timeout(3600)
@Tag("long")
class OdooRuntimeIT {

    private static final Instance WEB = new Instance("production", Role.WEB, Slot.BLUE);
    private static final Instance CRON = new Instance("production", Role.CRON, Slot.BLUE);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Host host = new LocalHost("local", CommandLog.NONE);
    private final SystemUsers users = new SystemUsers(host);
    private Path home;
    private String user;
    private String postgres;
    private LocalClusters clusters;
    private Cluster cluster;

    @BeforeEach
    void cluster() throws IOException {
        assumeTrue(host.root(), "only root may build the private root");
        home = Files.createTempDirectory("us");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        user = SystemUsers.ofEnvironment(home, "production");
        postgres = SystemUsers.ofClusters(home);
        users.ensure(user);
        users.ensure(postgres);
        clusters = new LocalClusters(
                host,
                home.resolve("secrets"),
                new LocalClusters.Users(postgres, postgres),
                new PostgresBinaries(host),
                () -> UUID.randomUUID().toString());
        Path run = home.resolve("run/production");
        cluster = new Cluster(
                "production",
                home.resolve("volumes/production/live/pgdata"),
                run,
                LoopbackPorts.free(),
                Purpose.COPY,
                run.resolve("cluster.log"));
        clusters.create(cluster);
        clusters.start(cluster);
        clusters.createDatabase(cluster, "acme");
    }

    @AfterEach
    void leaveNothing() {
        if (host.root()) {
            host.run(Command.of("pkill", "-KILL", "-u", user));
            clusters.stop(cluster);
            host.delete(home);
            users.remove(user);
            users.remove(postgres);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"19.0", "14.0"})
    void installsServesIsFoundAgainAndEnds(String series) throws IOException {
        OdooRuntime odoo = runtime(series);
        List<Path> packages = packages(series);
        OdooSetting setting = setting(series, packages);
        assertThat(odoo.build()).startsWith("debian:" + series);
        assertThat(odoo.coreAddons())
                .allSatisfy(folder ->
                        assertThat(folder.resolve("base/__manifest__.py")).exists());
        OdooArguments arguments =
                new OdooArguments(Series.of(series), setting.configuration().toString());

        OnceResult installed = odoo.once(
                setting,
                arguments.install(List.of("base", "web"), false),
                "",
                setting.logs().resolve("install.log"),
                Duration.ofMinutes(20));
        assertThat(installed.exitCode()).as(installed.out()).isZero();
        assertThat(setting.logs().resolve("install.log")).content().contains("Modules loaded.");

        odoo.load(WEB, setting, List.of("base", "web"));
        OnceResult updated = odoo.once(
                setting,
                arguments.update(List.of("web"), List.of()),
                "",
                setting.logs().resolve("update.log"),
                Duration.ofMinutes(20));
        assertThat(updated.exitCode()).as(updated.out()).isZero();
        assertThat(setting.logs().resolve("update.log"))
                .content()
                .contains("Modules loaded.")
                .doesNotContain("ERROR");
        assertThat(odoo.pid(WEB, setting)).isEmpty();

        odoo.start(CRON, setting);
        odoo.start(WEB, setting);
        Probe probe = new Probe(Duration.ofMinutes(5));
        probe.awaitLogin(setting.seat().http(), () -> odoo.pid(WEB, setting).isPresent());
        long pid = odoo.pid(WEB, setting).orElseThrow();
        OdooRuntime next = runtime(series);
        next.start(WEB, setting);
        assertThat(next.pid(WEB, setting)).contains(pid);
        assertThat(host.require(Command.of("ps", "-o", "user:40=", "-p", pid))
                        .out()
                        .strip())
                .isEqualTo(user);

        OnceResult seen = odoo.once(
                setting,
                arguments.shell(),
                """
                import os, pwd
                print("SEEN", pwd.getpwuid(os.getuid()).pw_name, env.cr.dbname, os.environ["HOME"])
                print("WRITES", [d for d in ("/tmp", "/usr", "/etc", "/", os.environ["HOME"]) if os.access(d, os.W_OK)])
                print("SECRETS", os.path.exists("%s"))
                import greeting, pyusb, requests
                print("SAYS", greeting.WORD, "pyusb", pyusb.__version__)
                print("ODOO'S", os.path.dirname(requests.__file__))
                import configparser, sys
                from odoo.tools import config
                written = configparser.RawConfigParser()
                written.read("%s")
                print("LIMIT", config["limit_time_real"], "CHANNELS", written["queue_job"]["channels"])
                print("SERVER-WIDE", "odoo.addons.base_import" in sys.modules)
                %s
                """.formatted(home.resolve("secrets"), setting.configuration(), print(series, setting)),
                setting.logs().resolve("shell.log"),
                Duration.ofMinutes(5));
        assertThat(seen.out())
                .contains("SEEN " + user + " acme " + setting.dataDirectory())
                .contains("WRITES ['/tmp', '" + setting.dataDirectory() + "']")
                .contains("SECRETS False")
                .contains("SAYS hello pyusb 99.1")
                .contains("ODOO'S /usr/lib/python3/dist-packages/requests")
                .contains("LIMIT 2400 CHANNELS root:2")
                .contains("SERVER-WIDE True")
                .contains("PDF b'%PDF-1")
                .contains("MORE LINES, MORE LETTERS True");

        next.stop(WEB, setting, PATIENCE);
        next.stop(CRON, setting, PATIENCE);
        assertThat(probe.ask(setting.seat().http()).status()).isZero();
        Await.until(
                Duration.ofSeconds(10),
                () -> host.run(Command.of("pgrep", "-r", "R,S,D", "-u", user)).out(),
                String::isEmpty);
    }

    /** Prints pages whose style comes from the running instance; its letters are drawn, not written. */
    private static String print(String series, OdooSetting setting) {
        String render = series.equals("14.0")
                ? "report._render_qweb_pdf(env.company.ids)"
                : "env['ir.actions.report']._render_qweb_pdf(report, env.company.ids)";
        return """
                import io
                try:
                    from pypdf import PdfReader
                    def drawn(pdf): return len(PdfReader(io.BytesIO(pdf)).pages[0].get_contents().get_data())
                except ImportError:
                    from PyPDF2 import PdfFileReader
                    def drawn(pdf): return len(PdfFileReader(io.BytesIO(pdf)).getPage(0).getContents().getData())
                env['ir.config_parameter'].set_param('report.url', 'http://127.0.0.1:%d')
                printed = []
                for lines in (1, 30):
                    env['ir.ui.view'].create({'type': 'qweb', 'name': 'hello', 'key': 'base.us_hello_%%d' %% lines, 'arch':
                        '<t t-name="hello"><t t-call="web.html_container"><t t-call="web.external_layout">'
                        '<div class="page">' + '<p>HELLO</p>' * lines + '</div></t></t></t>'})
                    report = env['ir.actions.report'].create({'name': 'hello', 'model': 'res.company',
                        'report_type': 'qweb-pdf', 'report_name': 'base.us_hello_%%d' %% lines})
                    env.cr.commit()
                    pdf = %s[0]
                    print("PDF", pdf[:6])
                    printed.append(drawn(pdf))
                print("DRAWN", printed, "MORE LINES, MORE LETTERS", printed[1] > 3 * printed[0])
                """.formatted(setting.seat().http(), render);
    }

    /** A repository brings a wheel, pins a package above Odoo's own, and names one that Odoo has. */
    private List<Path> packages(String series) throws IOException {
        Path shop = Files.createDirectories(home.resolve("code/r1/shop"));
        Wheels.write(shop.resolve("wheels"), "greeting", "1.2", "WORD = 'hello'", "pyusb==99.1");
        Wheels.write(shop.resolve("wheels"), "pyusb", "99.1", "__version__ = '99.1'");
        Path requirements = Files.writeString(
                shop.resolve("requirements.txt"), "--no-index\n--find-links wheels\ngreeting\nrequests\n");
        BuildPlace builds = new BuildPlace(
                home.resolve("packages/.built"),
                SystemUsers.ofBuilds(home),
                new NamedRepositories(host, home.resolve("mirrors"), GitWalls.NONE));
        PythonPackages python = new PipPackages(host, root(series), cache(), builds, Map.of());
        Path folder = home.resolve("packages/r1");

        python.install(List.of(new Asking(requirements, shop.toString())), List.of(), Ground.GIVEN, folder, line -> {});

        assertThat(python.installed(folder))
                .extracting(PythonPackage::pinned)
                .containsExactly("greeting==1.2", "pyusb==99.1");
        return python.path(folder);
    }

    private OdooRuntime runtime(String series) {
        return new ProcessRuntime(host, root(series), () -> UUID.randomUUID().toString());
    }

    private DebianRoot root(String series) {
        return new DebianRoot(host, cache(), home.resolve("accounts"), series, List.of());
    }

    private Path cache() {
        return Home.of(System.getenv(), host.root()).cache();
    }

    /** Two workers and a process for live chat: the hardest to end. */
    private OdooSetting setting(String series, List<Path> packages) throws IOException {
        Path data = Files.createDirectories(home.resolve("volumes/production/live/data"));
        host.require(Command.of("chown", user + ":" + user, data));
        try (ServerSocket http = bound();
                ServerSocket gevent = bound()) {
            return new OdooSetting(
                    new OdooSetting.Tenant("production", user, Walls.NONE),
                    series,
                    new OdooSetting.DatabaseLogin("acme", cluster.port(), clusters.renewOdooPassword(cluster)),
                    new OdooSetting.Code(List.of(), packages),
                    new OdooSetting.Places(data, home.resolve("env/production"), List.of()),
                    new OdooSetting.Seat(Slot.BLUE, http.getLocalPort(), gevent.getLocalPort(), 2),
                    new OdooSetting.Conduct(
                            false,
                            OutgoingMail.ALLOWED,
                            Map.of(
                                    "options",
                                    Map.of("server_wide_modules", "base,web,base_import", "limit_time_real", "2400"),
                                    "queue_job",
                                    Map.of("channels", "root:2"))));
        }
    }

    private static ServerSocket bound() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
