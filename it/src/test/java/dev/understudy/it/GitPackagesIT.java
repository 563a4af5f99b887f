package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.home.Home;
import dev.understudy.model.release.PythonPackage;
import dev.understudy.targets.git.GitWalls;
import dev.understudy.targets.git.NamedRepositories;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.python.Asking;
import dev.understudy.targets.python.BuildPlace;
import dev.understudy.targets.python.PipPackages;
import dev.understudy.targets.python.PythonPackages;
import dev.understudy.targets.python.PythonPackages.Ground;
import dev.understudy.targets.runtime.DebianRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A package that {@code requirements.txt} names by {@code git+https://}, fetched from a real server that asks for a
 * password and whose authority the operator alone has told git of, built by real pip for the Python of a real Odoo.
 */
@Tag("long")
class GitPackagesIT {

    private final List<String> told = new ArrayList<>();
    private Host host;
    private Path home;
    private Path shop;
    private Path labels;
    private String git;
    private String builds;
    private HttpsGit server;

    @BeforeEach
    void aServer() throws IOException {
        LocalHost local = new LocalHost("local", CommandLog.NONE);
        assumeTrue(local.root(), "only root may build the private root");
        assumeTrue(Files.isExecutable(HttpsGit.BACKEND), "git has no server for the web here");
        home = Files.createTempDirectory("us");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        shop = Files.createDirectories(home.resolve("code/r1/shop"));
        labels = home.resolve("served/labels.git");
        Sources.create(labels, "Print labels", checkout -> labels(checkout, "5.0"));
        server = new HttpsGit(local, home.resolve("served"), home.resolve("keys"));
        host = new Operated(local, Files.createDirectories(home.resolve("operator")));
        git = SystemUsers.ofGit(home);
        builds = SystemUsers.ofBuilds(home);
        new SystemUsers(host).ensure(git);
        host.require(Command.of("install", "-d", "-m", "0700", "-o", git, "-g", git, home.resolve("mirrors")));
    }

    @AfterEach
    void leaveNothing() {
        if (server != null) {
            server.close();
            host.delete(home);
            new SystemUsers(host).remove(git);
            new SystemUsers(host).remove(builds);
        }
    }

    @Test
    void isBuiltOfTheCommitThatTheReferenceWasAndStaysThat() throws IOException {
        trust();
        String first = host.require(Command.of("git", "-C", labels, "rev-parse", "main"))
                .out()
                .strip();
        asks("labels @ git+https://" + server.place() + "/labels.git@main#subdirectory=python");

        List<PythonPackage> installed = install("r1", List.of());

        assertThat(installed).extracting(PythonPackage::pinned).containsExactly("labels==5.0");
        PythonPackage frozen = installed.getFirst();
        assertThat(frozen.origin()).isEqualTo(PythonPackage.Origin.GIT);
        assertThat(frozen.source()).isEqualTo("git:" + first);
        assertThat(frozen.wheel()).hasSize(64);
        assertThat(frozen.from()).doesNotContain("s3cr3t").endsWith("/labels.git#subdirectory=python");
        assertThat(told).noneMatch(line -> line.contains("s3cr3t"));

        Instant lately = Instant.now().minus(Duration.ofDays(1));
        host.require(
                Command.of("find", home.resolve("packages/.built"), "-exec", "touch", "-d", "2020-01-01", "{}", "+"));
        assertThat(packages().unused(Set.of(frozen.wheel()), lately)).isEmpty();
        assertThat(packages().unused(Set.of(), lately)).hasSize(1);
        told.clear();
        assertThat(install("again", List.of())).isEqualTo(installed);
        assertThat(told).noneMatch(line -> line.startsWith("Building"));
        assertThat(packages().unused(Set.of(), lately)).as("used just now").isEmpty();

        // Whatever becomes of the server and its branch, the release has what it was made of.
        server.close();
        assertThat(install("r2", installed)).isEqualTo(installed);
        assertThat(home.resolve("packages/r2/lib/labels.py")).hasContent("VERSION = '5.0'");
    }

    @Test
    void withoutItsAuthorityNothingIsTakenFromIt() throws IOException {
        asks("labels @ git+https://" + server.place() + "/labels.git@main#subdirectory=python");

        Fault refused = refusal();

        assertThat(refused.code()).isEqualTo("git.unreachable");
        assertThat(refused.where()).isEqualTo("shop/requirements.txt");
        assertThat(refused.toString()).contains("certificate").doesNotContain("s3cr3t");
    }

    @Test
    void aReferenceThatIsNotThereIsTold() throws IOException {
        trust();
        asks("labels @ git+https://" + server.place() + "/labels.git@v9#subdirectory=python");

        assertThat(refusal().code()).isEqualTo("git.no-such-commit");
    }

    private static void labels(Path checkout, String version) throws IOException {
        SourceArchives.tree(
                checkout.resolve("python"),
                "labels",
                version,
                Map.of(
                        "setup.py",
                        SourceArchives.setup("labels", version, ""),
                        "labels.py",
                        "VERSION = '" + version + "'\n"));
    }

    /** As an operator has it who was given the company's certificate. */
    private void trust() throws IOException {
        Files.writeString(home.resolve("operator/.gitconfig"), """
                [http "https://%s/"]
                    sslCAInfo = %s
                """.formatted(server.place(), server.authority()));
    }

    private void asks(String requirements) throws IOException {
        Files.writeString(shop.resolve(PythonPackages.REQUIREMENTS), requirements + "\n");
    }

    private Fault refusal() {
        return catchThrowableOfType(FaultException.class, () -> install("refused", List.of()))
                .fault();
    }

    private List<PythonPackage> install(String release, List<PythonPackage> frozen) {
        PythonPackages packages = packages();
        Path folder = home.resolve("packages").resolve(release);
        String parent = "https://" + HttpsGit.LOGIN + "@" + server.place() + "/shop.git";
        packages.install(
                List.of(new Asking(shop.resolve(PythonPackages.REQUIREMENTS), parent)),
                frozen,
                Ground.GIVEN,
                folder,
                told::add);
        return packages.installed(folder);
    }

    private PythonPackages packages() {
        Path cache = Home.of(System.getenv(), true).cache();
        BuildPlace place = new BuildPlace(
                home.resolve("packages/.built"),
                builds,
                new NamedRepositories(host, home.resolve("mirrors"), new GitWalls(git, List.of())));
        return new PipPackages(
                host,
                new DebianRoot(host, cache, home.resolve("accounts"), "19.0", List.of()),
                cache,
                place,
                System.getenv());
    }

    /** A machine whose operator has a home of his own. */
    private record Operated(Host host, Path operator) implements Host {

        @Override
        public String name() {
            return host.name();
        }

        @Override
        public CommandResult run(Command command) {
            return host.run(
                    command.environment().containsKey("UNDERSTUDY_SERVICE")
                            ? command.with("HOME", operator.toString())
                            : command);
        }

        @Override
        public boolean exists(Path path) {
            return host.exists(path);
        }

        @Override
        public String read(Path file) {
            return host.read(file);
        }

        @Override
        public void write(Path file, String text, String mode, @Nullable String owner) {
            host.write(file, text, mode, owner);
        }

        @Override
        public void delete(Path path) {
            host.delete(path);
        }

        @Override
        public boolean root() {
            return host.root();
        }
    }
}
