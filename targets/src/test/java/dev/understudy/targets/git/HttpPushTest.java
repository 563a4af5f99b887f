package dev.understudy.targets.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.host.Recording;
import dev.understudy.targets.host.SystemUsers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is pushed over the web, to git's own server of it: with the operator's password, and told where that does not do. */
@Timeout(120)
class HttpPushTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Path BACKEND = Path.of("/usr/lib/git-core/git-http-backend");

    private final Recording host = new Recording();
    private Path home;
    private Path operator;
    private Source source;
    private GitWalls walls;
    private RemoteCommands remote;
    private HttpServer server;

    @BeforeEach
    void aServer() throws IOException {
        assumeTrue(Files.isExecutable(BACKEND), "git has no server for the web here");
        home = Files.createTempDirectory("us");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        operator = Files.createDirectory(home.resolve("operator"));
        source = new Source(home.resolve("team"));
        source.write("sale_acme/__manifest__.py", "{}").commit("Sales");
        host.require(
                Command.of("git", "clone", "--quiet", "--bare", source.folder(), home.resolve("served/sales.git")));
        walls = host.root() ? new GitWalls(SystemUsers.ofGit(home), List.of()) : GitWalls.NONE;
        if (host.root()) {
            new SystemUsers(host).ensure(walls.user());
        }
        new PrivateTree(host).give(home.resolve("mirrors"), walls.user());
        remote = new RemoteCommands(new GitCommands(home.resolve("mirrors/sales.git"), walls));
        host.require(remote.git().init());
        assertThat(host.run(remote.fetch(
                                new RepositoryUrl(
                                        home.resolve("served/sales.git").toString()),
                                LIMIT))
                        .succeeded())
                .isTrue();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void remove() {
        server.stop(0);
        host.delete(home);
        if (host.root()) {
            new SystemUsers(host).remove(walls.user());
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers asked = exchange.getRequestHeaders();
            String wanted =
                    "Basic " + Base64.getEncoder().encodeToString("ada:s3cr3t".getBytes(StandardCharsets.UTF_8));
            if (!wanted.equals(asked.getFirst("Authorization"))) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"acme\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            ProcessBuilder builder = new ProcessBuilder(BACKEND.toString());
            Map<String, String> variables = builder.environment();
            variables.putAll(Map.of(
                    "GIT_PROJECT_ROOT", home.resolve("served").toString(),
                    "GIT_HTTP_EXPORT_ALL", "1",
                    "REMOTE_USER", "ada",
                    "REQUEST_METHOD", exchange.getRequestMethod(),
                    "PATH_INFO", exchange.getRequestURI().getPath(),
                    "QUERY_STRING", String.valueOf(exchange.getRequestURI().getQuery())));
            if (asked.containsKey("Content-Type")) {
                variables.put("CONTENT_TYPE", asked.getFirst("Content-Type"));
            }
            if (asked.containsKey("Content-Encoding")) {
                variables.put("HTTP_CONTENT_ENCODING", asked.getFirst("Content-Encoding"));
            }
            Process backend = builder.start();
            try (var in = backend.getOutputStream()) {
                exchange.getRequestBody().transferTo(in);
            }
            send(exchange, backend.getInputStream().readAllBytes());
        }
    }

    /** A CGI's answer: lines of headers, an empty one, and the rest. */
    private static void send(HttpExchange exchange, byte[] said) throws IOException {
        String text = new String(said, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        int status = 200;
        for (String line : text.substring(0, end).split("\r\n", -1)) {
            String[] header = line.split(": ", 2);
            if (header[0].equals("Status")) {
                status = Integer.parseInt(header[1].substring(0, 3));
            } else {
                exchange.getResponseHeaders().add(header[0], header[1]);
            }
        }
        int length = said.length - end - 4;
        exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
        try (InputStream rest = new ByteArrayInputStream(said, end + 4, length)) {
            rest.transferTo(exchange.getResponseBody());
        }
    }

    private CommandResult pushed() {
        String commit = source.git("rev-parse", "HEAD");
        RepositoryUrl url =
                new RepositoryUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/sales.git");
        return host.run(remote.push(
                        url,
                        List.of("--force-with-lease=refs/heads/staging:"),
                        List.of(commit + ":refs/heads/staging"),
                        List.of(),
                        LIMIT)
                .with("HOME", operator.toString()));
    }

    @Test
    void theOperatorsPasswordOpensIt() throws IOException {
        Files.writeString(operator.resolve(".netrc"), "machine 127.0.0.1\n login ada\n password s3cr3t\n");

        CommandResult result = pushed();

        assertThat(result.succeeded()).as(result.err()).isTrue();
        assertThat(host.require(Command.of(
                                "git", "-C", home.resolve("served/sales.git"), "rev-parse", "refs/heads/staging"))
                        .out()
                        .strip())
                .isEqualTo(source.git("rev-parse", "HEAD"));
        assertThat(host.commands()).noneMatch(line -> line.contains("s3cr3t"));
    }

    @Test
    void withoutOneNothingIsPushedAndNobodyIsAsked() {
        CommandResult result = pushed();

        assertThat(result.succeeded()).isFalse();
        assertThat(result.err()).contains("could not read Username");
    }
}
