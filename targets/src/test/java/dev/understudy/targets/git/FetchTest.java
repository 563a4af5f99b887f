package dev.understudy.targets.git;

import static dev.understudy.targets.git.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.host.Recording;
import dev.understudy.targets.host.SystemUsers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the operator of a machine has for a repository reaches a git that may have nothing else of his; as root, and as
 * anybody. The server gives out files, as git takes them from any web server.
 */
@Timeout(120)
class FetchTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Recording host = new Recording();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Path home;
    private Path operator;
    private Source source;
    private GitWalls walls;
    private RemoteCommands remote;
    private HttpServer server;

    @BeforeEach
    void aServerAndAnOperator() throws IOException {
        home = Files.createTempDirectory("us");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        operator = Files.createDirectory(home.resolve("operator"));
        Files.setPosixFilePermissions(operator, PosixFilePermissions.fromString("rwx------"));
        source = new Source(operator.resolve("sales"));
        source.write("sale_acme/__manifest__.py", "{}").commit("Sales");
        source.git("update-server-info");
        walls = host.root() ? new GitWalls(SystemUsers.ofGit(home), List.of()) : GitWalls.NONE;
        if (host.root()) {
            new SystemUsers(host).ensure(walls.user());
        }
        new PrivateTree(host).give(home.resolve("mirrors"), walls.user());
        remote = new RemoteCommands(new GitCommands(home.resolve("mirrors/sales.git"), walls));
        host.require(remote.git().init());
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

    /** {@code /open/}: anybody's. {@code /closed/}: who has the password. {@code /moved/PLACE/}: elsewhere. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String login = exchange.getRequestHeaders().getFirst("Authorization");
            String token = exchange.getRequestHeaders().getFirst("X-Token");
            asked.add(path + " " + login + " " + token);
            String[] parts = path.split("/", 4);
            if (parts[1].equals("moved")) {
                exchange.getResponseHeaders().set("Location", place(parts[2]) + parts[3] + "?service=git-upload-pack");
                exchange.sendResponseHeaders(301, -1);
                return;
            }
            boolean closed = parts[1].equals("closed") && !basic("ada:s3cr3t").equals(login);
            Path file = operator.resolve("sales/.git").resolve(path.replaceFirst("/[a-z]+/sales.git/", ""));
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"acme\"");
            byte[] content = !closed && Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(closed ? 401 : content.length == 0 ? 404 : 200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private String place(String word) {
        return switch (word) {
            case "here" -> "/open/";
            case "closed" -> at("/closed/");
            case "loopback" -> at("/open/").replace("127.0.0.1", "127.0.0.2");
            case "again" -> "/moved/again/";
            default -> word + ":///";
        };
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private CommandResult fetch(String url) {
        Command fetch = remote.fetch(new RepositoryUrl(url), LIMIT).with("HOME", operator.toString());
        return host.run(fetch);
    }

    private void fetched(CommandResult result) {
        assertThat(result.err()).isEmpty();
        assertThat(result.succeeded()).isTrue();
        assertThat(host.require(remote.git().commit("refs/heads/main")).out().strip())
                .isEqualTo(source.git("rev-parse", "HEAD"));
    }

    private void operatorHas(String file, String text) throws IOException {
        Files.writeString(operator.resolve(file), text);
        Files.setPosixFilePermissions(operator.resolve(file), PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aFolderAndAnOpenAddressNeedNothing() {
        fetched(fetch(operator.resolve("sales").toString()));
        fetched(fetch("file://" + operator.resolve("sales")));
        fetched(fetch(at("/open/sales.git")));
    }

    @Test
    void aPasswordComesFromTheAddressItself() {
        fetched(fetch(at("/closed/sales.git").replace("//", "//ada:s3cr3t@")));

        assertThat(host.commands()).noneMatch(line -> line.contains("s3cr3t"));
    }

    @ParameterizedTest
    @CsvSource({
        ".gitconfig, '[credential]\n helper = store\n', .git-credentials, http://ada:s3cr3t@127.0.0.1:%d",
        ".netrc, 'machine other login eve password x\nmachine 127.0.0.1\n login ada\n password s3cr3t\n', .x, %d",
        ".netrc, 'default login ada password s3cr3t\n', .x, %d"
    })
    void aPasswordComesFromWhereTheOperatorKeepsIt(String file, String text, String other, String otherText)
            throws IOException {
        operatorHas(file, text);
        operatorHas(other, otherText.formatted(server.getAddress().getPort()));

        fetched(fetch(at("/closed/sales.git")));

        assertThat(host.commands()).noneMatch(line -> line.contains("s3cr3t"));
    }

    @Test
    void nobodyElsesPasswordIsTaken() throws IOException {
        operatorHas(".netrc", "machine other.example login ada password s3cr3t\n");

        CommandResult result = fetch(at("/closed/sales.git"));

        assertThat(result.succeeded()).isFalse();
        assertThat(result.err()).contains("could not read Username");
    }

    @Test
    void settingsForTheAddressCountAndThoseForOthersStay() throws IOException {
        operatorHas(".gitconfig", """
                [http "%s"]
                  extraHeader = X-Token: for this one
                [http "http://other.example"]
                  extraHeader = X-Token: for another
                [url "%s"]
                  insteadOf = acme:
                """.formatted(at("/"), at("/open/")));

        fetched(fetch("acme:sales.git"));

        assertThat(asked).isNotEmpty().allMatch(line -> line.endsWith("for this one"));
    }

    @Test
    void aFileThatASettingNamesIsLentForTheFetch() throws IOException {
        operatorHas("cookies", "127.0.0.1\tFALSE\t/\tFALSE\t0\tX-Token\tx\n");
        operatorHas(".gitconfig", "[http]\n cookieFile = ~/cookies\n");

        fetched(fetch(at("/open/sales.git")));

        assertThat(home.resolve("mirrors")).isDirectoryNotContaining("glob:**.lent");
    }

    @ParameterizedTest
    @CsvSource({"/moved/here/sales.git", "/moved/closed/sales.git"})
    void aServerMayGiveARepositoryAnotherName(String path) throws IOException {
        operatorHas(".netrc", "machine 127.0.0.1 login ada password s3cr3t\n");

        fetched(fetch(at(path)));
    }

    @ParameterizedTest
    @CsvSource({"loopback, http://127.0.0.2", "ftp, ftp:///", "file, file:///"})
    void aServerSendsOnToNoOther(String where, String told) {
        GitMirror mirror = new GitMirror(
                host, home.resolve("mirrors/moved.git"), "moved", at("/moved/" + where + "/sales.git"), walls);

        assertFault(() -> mirror.fetch("HEAD"), "git.sent-on", "moved", told);

        assertThat(asked).noneMatch(line -> line.startsWith("/open/"));
    }

    /** Numbers are addresses too, as the C library reads them (inet_aton(3)). */
    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "0x7f000001", "0177.1", "127.0.0.1"})
    void whatAStrangerNamesLeadsNotToThisMachine(String name) {
        String address = at("/open/sales.git").replace("127.0.0.1", name);
        for (String url : List.of(address, address.replace("http:", "git:"), "ssh://" + name + "/sales.git")) {
            Command fetch = remote.fetch(new RepositoryUrl(url), LIMIT).with("HOME", operator.toString());

            assertThat(host.run(RemoteCommands.elsewhere(fetch)).err()).as(url).contains(RemoteCommands.HERE);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void aServerThatSendsInCirclesIsLeft() {
        assertThat(fetch(at("/moved/again/sales.git")).err()).contains("returned error: 301");

        assertThat(asked).hasSizeLessThan(10);
    }

    /** The words that ssh is given are ours, whatever git has become; here a program in its place runs them. */
    @ParameterizedTest
    @CsvSource({
        "git@acme.example:%s, git@acme.example git-upload-pack",
        "acme.example:%s, acme.example git-upload-pack",
        "ssh://git@acme.example:2222%s, -p 2222 git@acme.example git-upload-pack",
        "ssh://[::1]%s, ::1 git-upload-pack",
        "git+ssh://acme.example%s, acme.example git-upload-pack"
    })
    void sshIsAskedByWhoHasTheKeys(String url, String words) throws IOException {
        operatorHas(".ssh", "the key");
        operatorHas("ssh", """
                #!/bin/bash
                [[ $(cat "$HOME/.ssh") == "the key" ]] || exit 1
                if [[ $1 == -p ]]; then said="-p $2 "; shift 2; fi
                [[ "$said$1 ${2%%%% *}" == "%s" ]] || { echo "said: $said$*" >&2; exit 1; }
                cd / && exec sh -c "$2"
                """.formatted(words));
        operatorHas(
                ".gitconfig",
                "[core]\n sshCommand = bash \"" + operator.resolve("ssh") + "\"\n[safe]\n directory = *\n");

        fetched(fetch(url.formatted(operator.resolve("sales"))));
    }

    @ParameterizedTest
    @CsvSource({"ssh://-oProxyCommand=x/y", "git@-oProxyCommand=x:y", "ssh://git@-x/y"})
    void noHostIsAnOption(String url) throws IOException {
        operatorHas(".gitconfig", "[core]\n sshCommand = touch \"" + operator.resolve("ran") + "\"; true\n");

        assertThat(fetch(url).succeeded()).isFalse();

        assertThat(operator.resolve("ran")).doesNotExist();
    }

    @Test
    void whatSshSaysIsTold() throws IOException {
        operatorHas(".gitconfig", "[core]\n sshCommand = echo Permission denied >&2; false\n");

        assertThat(fetch("git@acme.example:sales.git").err()).contains("Permission denied");
    }

    @Test
    void aServerOfSshGivesItToItsOwnKey() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/sshd")) && host.root(), "no server of ssh here");
        try (SshServer ssh = new SshServer(host, home.resolve("ssh"))) {
            operatorHas(".gitconfig", "[core]\n sshCommand = " + ssh.client() + "\n[safe]\n directory = *\n");

            fetched(fetch("ssh://root@127.0.0.1:" + ssh.port() + operator.resolve("sales")));
        }
    }

    @Test
    void aServerOfSshTakesWhatIsPushedWithItsOwnKey() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/sshd")) && host.root(), "no server of ssh here");
        String first = source.git("rev-parse", "HEAD");
        String second = source.write("sale_acme/models.py", "x = 1\n").commit("More");
        source.git("update-server-info");
        fetched(fetch(operator.resolve("sales").toString()));
        try (SshServer ssh = new SshServer(host, home.resolve("ssh"))) {
            operatorHas(".gitconfig", "[core]\n sshCommand = " + ssh.client() + "\n[safe]\n directory = *\n");
            RepositoryUrl url = new RepositoryUrl("ssh://root@127.0.0.1:" + ssh.port() + operator.resolve("sales"));

            CommandResult pushed = pushed(url, first);
            CommandResult again = pushed(url, second);

            assertThat(pushed.succeeded()).as(pushed.err()).isTrue();
            assertThat(source.git("rev-parse", "staging")).isEqualTo(first);
            assertThat(again.out()).as("the branch is there by now").contains("stale info");
        }
    }

    /** To a branch that is expected not to be there. */
    private CommandResult pushed(RepositoryUrl url, String commit) {
        List<String> options = List.of("--force-with-lease=refs/heads/staging:");
        List<String> references = List.of(commit + ":refs/heads/staging");
        return host.run(remote.push(url, options, references, List.of(), LIMIT).with("HOME", operator.toString()));
    }
}
