package dev.understudy.targets.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.model.config.EdgeSettings;
import dev.understudy.model.config.EnvironmentSettings.Access;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.runtime.Instance.Slot;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Urls of environments, with TLS. The authority is a second Caddy. */
@Timeout(120)
class CaddyAddressTest {

    private static final String NAME = "erp.acme.test";

    /** Of a network for documentation (RFC 5737), on this machine alone while the test runs. */
    private static final String OUTSIDE = "198.51.100.77";

    /** How often its requests are counted: Caddy says each time that it was asked, 300 kB in all. */
    private static final int MANY = 1500;

    private final LocalHost host = new LocalHost("local", CommandLog.NONE);

    @TempDir
    Path folder;

    private Path home = Path.of("/");
    private @Nullable CaddyEdge edge;
    private @Nullable HttpServer odoo;
    private @Nullable Process authority;
    private boolean addressed;
    private String path = "/web/login";

    @BeforeEach
    void start() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = Files.createDirectory(folder.resolve("home"));
        odoo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        odoo.createContext("/", exchange -> {
            byte[] said = ("odoo for " + exchange.getRequestHeaders().getFirst("X-Forwarded-Proto"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        odoo.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (edge != null) {
            edge.stop();
        }
        if (odoo != null) {
            odoo.stop(0);
        }
        if (authority != null) {
            authority.destroy();
            authority.waitFor();
        }
        if (addressed) {
            host.require(Command.of("ip", "addr", "del", OUTSIDE + "/32", "dev", "lo"));
        }
        if (host.root()) {
            new SystemUsers(host).remove(SystemUsers.ofEdge(home));
        }
    }

    @Test
    void aLocalNameGetsACertificateOfTheEdgesOwnAndHttpIsSentOn() throws Exception {
        int http = LoopbackPorts.free();
        int https = LoopbackPorts.free();
        Site site = serve(EdgeSettings.at(http, https), NAME, Access.PUBLIC);

        Path root = home.resolve("edge/data/pki/authorities/local/root.crt");
        assertThat(page(https, root)).contains("odoo for https");
        assertThat(Objects.requireNonNull(edge).trouble(site)).isEmpty();
        assertThat(plain(http)).startsWith("HTTP/1.1 308").contains("https://" + NAME);
    }

    @Test
    void understudysOwnPagesAreReachedByTheirNameAndItsApiIsNot() throws Exception {
        int https = LoopbackPorts.free();
        int service = Objects.requireNonNull(odoo).getAddress().getPort();
        EdgeSettings settings = EdgeSettings.at(LoopbackPorts.free(), https);
        edge = new CaddyEdge(
                host, home, settings, () -> Optional.of(new Front(URI.create("https://" + NAME), service)));
        edge.serve(
                List.of(site("http://other.acme.test:" + LoopbackPorts.free(), Access.PUBLIC, LoopbackPorts.free())));

        Path root = home.resolve("edge/data/pki/authorities/local/root.crt");
        assertThat(page(https, root)).contains("odoo for https", "Strict-Transport-Security");
        path = "/api/health";
        assertThat(page(https, root)).startsWith("HTTP/1.1 404").doesNotContain("odoo for");
    }

    @Test
    void aPublicNameGetsACertificateFromTheAuthority() throws Exception {
        assumeTrue(host.root(), "an authority asks at the ports 80 and 443");
        assumeTrue(isFree(80) && isFree(443), "the ports 80 and 443 are taken");
        int port = LoopbackPorts.free();
        Path root = authority(port);

        serve(
                new EdgeSettings(
                        80,
                        443,
                        Optional.of("https://localhost:" + port + "/acme/local/directory"),
                        Optional.of(root),
                        Optional.of("it@acme.example"),
                        List.of()),
                NAME,
                Access.PUBLIC);

        assertThat(page(443, root)).contains("odoo for https");
    }

    @Test
    void aCertificateThatCannotBeHadIsToldAndTheRestIsServed() throws Exception {
        EdgeSettings settings = new EdgeSettings(
                LoopbackPorts.free(),
                LoopbackPorts.free(),
                Optional.of("https://localhost:" + LoopbackPorts.free() + "/acme/local/directory"),
                Optional.empty(),
                Optional.empty(),
                List.of());
        Site site = serve(settings, NAME, Access.PUBLIC);

        Fault trouble = trouble(site);

        assertThat(trouble.code()).isEqualTo("edge.no-certificate");
        assertThat(trouble.arguments()).first().isEqualTo(NAME);
        assertThat(trouble.arguments()).last().asString().contains("connection refused");
        assertThat(plain(site.port())).startsWith("HTTP/1.1 200");

        CaddyEdge asked = Objects.requireNonNull(edge);
        for (int time = 0; time < MANY; time++) {
            assertThat(asked.requests(site.port())).isZero();
        }
        assertThat(asked.trouble(site))
                .as("told also when Caddy has said much else meanwhile")
                .contains(trouble);
    }

    @Test
    void whatIsPrivateIsClosedFromOutside() throws Exception {
        assumeTrue(host.root(), "only root may give this machine another address");
        int http = LoopbackPorts.free();
        host.require(Command.of("ip", "addr", "add", OUTSIDE + "/32", "dev", "lo"));
        addressed = true;
        serve(EdgeSettings.at(http, LoopbackPorts.free()), "http://" + NAME, Access.PRIVATE);

        assertThat(plain(http)).startsWith("HTTP/1.1 200");
        assertThat(plain(http, InetAddress.ofLiteral(OUTSIDE))).startsWith("HTTP/1.1 403");
    }

    /** What the edge says of a url, when the authority has answered. */
    private Fault trouble(Site site) throws InterruptedException {
        CaddyEdge asked = Objects.requireNonNull(edge);
        Fault last = asked.trouble(site).orElseThrow();
        for (int attempt = 0; attempt < 200 && last.code().equals("edge.certificate-awaited"); attempt++) {
            TimeUnit.MILLISECONDS.sleep(200);
            last = asked.trouble(site).orElseThrow();
        }
        return last;
    }

    private Site serve(EdgeSettings settings, String url, Access access) throws IOException {
        CaddyEdge made = new CaddyEdge(host, home, settings);
        edge = made;
        Site site = site(url.contains("://") ? url : "https://" + url, access, LoopbackPorts.free());
        made.serve(List.of(site));
        made.open("production", Slot.BLUE);
        return site;
    }

    private Site site(String url, Access access, int port) {
        int web = odoo == null ? 0 : odoo.getAddress().getPort();
        return new Site(
                "production",
                port,
                Optional.of(url),
                Map.of(Slot.BLUE, web, Slot.GREEN, web),
                Map.of(Slot.BLUE, web, Slot.GREEN, web),
                "/websocket",
                8,
                Duration.ofSeconds(20),
                access,
                Optional.empty());
    }

    /** A second Caddy as the authority. It alone believes that the name leads to this machine. */
    private Path authority(int port) throws IOException, InterruptedException {
        Path own = Files.createDirectory(folder.resolve("authority"));
        Files.writeString(own.resolve("hosts"), "127.0.0.1 localhost " + NAME + "\n");
        Files.writeString(own.resolve("Caddyfile"), """
                {
                	admin off
                	http_port %d
                	storage file_system %s
                	skip_install_trust
                }
                https://localhost:%d {
                	tls internal
                	acme_server
                }
                """.formatted(LoopbackPorts.free(), own.resolve("data"), port));
        authority = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        "mount --bind hosts /etc/hosts && exec caddy run --config Caddyfile")
                .directory(own.toFile())
                .redirectErrorStream(true)
                .redirectOutput(own.resolve("out").toFile())
                .start();
        while (!listening(port)) {
            assertThat(authority.isAlive())
                    .as(Files.readString(own.resolve("out")))
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        Path root = own.resolve("data/pki/authorities/local/root.crt");
        Path readable = folder.resolve("root.crt");
        Files.copy(root, readable);
        return readable;
    }

    /** What the name answers over TLS, when its certificate comes from this root. The certificate may still be on its way. */
    private String page(int port, Path root) throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        String last = "";
        for (int attempt = 0; attempt < 200; attempt++) {
            if (Files.exists(root)) {
                trusting.init(null, trust(root).getTrustManagers(), null);
                try (SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", port)) {
                    SSLParameters parameters = socket.getSSLParameters();
                    parameters.setServerNames(List.of(new SNIHostName(NAME)));
                    socket.setSSLParameters(parameters);
                    socket.startHandshake();
                    assertThat(((X509Certificate) socket.getSession().getPeerCertificates()[0])
                                    .getSubjectAlternativeNames()
                                    .toString())
                            .contains(NAME);
                    return ask(socket);
                } catch (IOException notYet) {
                    last = notYet.toString();
                }
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return last;
    }

    private static TrustManagerFactory trust(Path root) throws Exception {
        KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
        roots.load(null, null);
        try (InputStream file = Files.newInputStream(root)) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(file);
            roots.setCertificateEntry("root", certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return factory;
    }

    private String plain(int port) throws IOException {
        return plain(port, InetAddress.getLoopbackAddress());
    }

    private String plain(int port, InetAddress from) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return ask(socket);
        }
    }

    private String ask(Socket socket) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: " + NAME + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Asked by who wants to be answered there: to try whether the port is free would take it away for a moment. */
    private static boolean listening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
