package dev.understudy.targets.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.model.config.EdgeSettings;
import dev.understudy.model.config.EnvironmentSettings.Access;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.runtime.Instance.Slot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The company's own load balancer ends TLS and comes to the edge from this machine. */
@Timeout(60)
class CaddyBalancersTest {

    private static final String NAME = "erp.acme.test";

    private final LocalHost host = new LocalHost("local", CommandLog.NONE);
    private final int http = LoopbackPorts.free();

    @TempDir
    private Path folder;

    private Path home;
    private HttpServer odoo;

    @SuppressWarnings("NullAway.Init") // by each test
    private CaddyEdge edge;

    @BeforeEach
    void anOdooThatTellsWhatItIsTold() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = Files.createDirectory(folder.resolve("home"));
        odoo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        odoo.createContext("/", exchange -> {
            Headers asked = exchange.getRequestHeaders();
            byte[] said = ("odoo for " + asked.get("X-Forwarded-For") + " by " + asked.get("X-Forwarded-Proto"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        odoo.start();
    }

    @AfterEach
    void stop() {
        edge.stop();
        odoo.stop(0);
        if (host.root()) {
            new SystemUsers(host).remove(SystemUsers.ofEdge(home));
        }
    }

    @Test
    void odooIsToldWhoAsksAndHow() throws IOException {
        serve(EdgeSettings.at(http, LoopbackPorts.free()).behind("127.0.0.1/32", "fd00::/8"), Access.PUBLIC);

        assertThat(ask("X-Forwarded-Proto: https", "X-Forwarded-For: 203.0.113.7"))
                .contains("200 OK", "odoo for [203.0.113.7] by [https]");
        assertThat(ask()).contains("200 OK", "odoo for [127.0.0.1] by [http]");
    }

    @Test
    void nobodyElseIsBelieved() throws IOException {
        serve(EdgeSettings.at(http, LoopbackPorts.free()).behind("192.0.2.10"), Access.PRIVATE);

        assertThat(ask("X-Forwarded-Proto: https", "X-Forwarded-For: 203.0.113.7"))
                .contains("200 OK", "odoo for [127.0.0.1] by [http]");
    }

    /** What is before the last address, anybody can have sent; some balancers add a line of their own. */
    @Test
    void theUsersAddressDecidesWhoComesToWhatIsPrivate() throws IOException {
        serve(EdgeSettings.at(http, LoopbackPorts.free()).behind("127.0.0.0/8"), Access.PRIVATE);

        for (String inside : List.of(
                "192.168.1.5",
                "10.0.0.8:4711",
                "172.31.255.1",
                "fd12:34::7",
                "[fe80::1]:443",
                "10.0.0.1, 192.168.1.5")) {
            assertThat(ask("X-Forwarded-For: " + inside)).as(inside).startsWith("HTTP/1.1 200");
        }
        for (String outside : List.of(
                "203.0.113.7",
                "172.32.0.1",
                "2001:db8::1",
                "10.0.0.1, 203.0.113.7",
                "203.0.113.7, 10.0.0.1",
                "10.0.0.1\r\nX-Forwarded-For: 203.0.113.7",
                "203.0.113.7\r\nX-Forwarded-For: 10.0.0.1",
                "10.0.0.1 203.0.113.7",
                "unknown")) {
            assertThat(ask("X-Forwarded-For: " + outside)).as(outside).startsWith("HTTP/1.1 403");
        }
        assertThat(ask()).startsWith("HTTP/1.1 403");
    }

    private void serve(EdgeSettings settings, Access access) throws IOException {
        int web = odoo.getAddress().getPort();
        Map<Slot, Integer> slots = Map.of(Slot.BLUE, web, Slot.GREEN, web);
        edge = new CaddyEdge(host, home, settings);
        edge.serve(List.of(new Site(
                "production",
                LoopbackPorts.free(),
                Optional.of("http://" + NAME),
                slots,
                slots,
                "/websocket",
                8,
                Duration.ofSeconds(20),
                access,
                Optional.empty())));
        edge.open("production", Slot.BLUE);
    }

    private String ask(String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http)) {
            StringBuilder words = new StringBuilder("GET / HTTP/1.1\r\nHost: " + NAME + "\r\nConnection: close\r\n");
            for (String header : headers) {
                words.append(header).append("\r\n");
            }
            socket.getOutputStream().write(words.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
