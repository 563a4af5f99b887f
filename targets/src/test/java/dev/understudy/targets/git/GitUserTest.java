package dev.understudy.targets.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.host.Recording;
import dev.understudy.targets.host.SystemUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As root, git reads what others committed as a user that owns the mirrors and nothing else. */
@Timeout(120)
class GitUserTest {

    private final Recording host = new Recording();
    private Path home;
    private String user;
    private Source source;
    private GitWalls walls;
    private GitMirror mirror;

    @BeforeEach
    void ownMirrors() throws IOException {
        assumeTrue(host.root(), "only root has users made");
        home = Files.createTempDirectory("us");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        user = SystemUsers.ofGit(home);
        new SystemUsers(host).ensure(user);
        new PrivateTree(host).give(home.resolve("mirrors"), user);
        // Another may not enter it: it is root's, as a key or a repository of who runs Understudy.
        Path closed = Files.createDirectory(home.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        source = new Source(closed.resolve("sales"));
        source.write("sale_acme/__manifest__.py", "{}").commit("Sales");
        walls = new GitWalls(user, List.of(home.resolve("secrets")));
        mirror = new GitMirror(
                host,
                home.resolve("mirrors/sales.git"),
                "sales",
                source.folder().toString(),
                walls);
    }

    @AfterEach
    void remove() {
        if (home != null) {
            host.delete(home);
            new SystemUsers(host).remove(user);
        }
    }

    @Test
    void doesAllThatAReleaseNeeds() throws IOException {
        mirror.fetch("main");
        String first = mirror.resolve("main");
        source.write("sale_acme/models.py", "x = 1\n").commit("More");
        mirror.fetch("main");

        mirror.export("main", home.resolve("code/r1/sales"));

        assertThat(home.resolve("code/r1/sales/sale_acme/models.py")).hasContent("x = 1");
        assertThat(mirror.log(first, "main")).extracting(Mirror.Commit::subject).containsExactly("More");
        assertThat(Source.diff(mirror, first, "main")).contains("+x = 1");
        assertThat(mirror.texts("main", List.of("sale_acme/__manifest__.py"))).hasSize(1);
        try (Stream<Path> files = Files.walk(home.resolve("mirrors"))) {
            assertThat(files)
                    .allSatisfy(
                            file -> assertThat(Files.getOwner(file).getName()).isEqualTo(user));
        }
    }

    @Test
    void whatSpeaksWithARepositoryReadsAllButSecretsAndWritesNothing() throws IOException {
        Path key = home.resolve("closed/key");
        Files.writeString(key, "key");
        Path secret = Files.createDirectory(home.resolve("secrets")).resolve("token");
        Files.writeString(secret, "secret");
        List<String> words = new ArrayList<>(walls.operator());
        words.addAll(List.of("sh", "-c", attack() + "true"));

        // The shell, what it runs, and bubblewrap.
        assertThat(host.require(Command.of(words)).out())
                .startsWith("key")
                .doesNotContain("secret")
                .contains(" processes");

        assertThat(key).hasContent("key");
        assertThat(secret).hasContent("secret");
        assertThat(home.resolve("written")).doesNotExist();
        assertThat(Path.of("/etc/written")).doesNotExist();
        assertThat(home.resolve("mirrors/written")).doesNotExist();
    }

    /** Whatever a server has made of it: it is asked what it can do, in the place of git. */
    @ParameterizedTest
    @ValueSource(strings = {"%s/closed/sales", "http://127.0.0.1:1/sales.git", "git@acme.example:sales.git"})
    void aGitThatIsTakenOverWhileItFetchesHasNoKeys(String url) throws IOException {
        Path key = home.resolve("closed/key");
        Files.writeString(key, "key");
        Files.writeString(
                home.resolve("closed/.gitconfig"), "[core]\n sshCommand = cat \"%s\" >&2; true\n".formatted(key));
        RemoteCommands remote = new RemoteCommands(new GitCommands(home.resolve("mirrors/sales.git"), walls));
        Command fetch = remote.fetch(new RepositoryUrl(url.formatted(home)), Duration.ofMinutes(1));
        List<String> argv = new ArrayList<>(fetch.argv());
        argv.subList(argv.indexOf("git"), argv.size()).clear();
        argv.addAll(List.of("sh", "-c", attack() + "env; cat /proc/*/environ 2>/dev/null; true"));

        CommandResult tried = host.require(
                fetch.running(argv).with("HOME", home.resolve("closed").toString()));

        assertThat(tried.out()).doesNotStartWith("key").doesNotContain("key\n", "secret", "token");
        // What speaks with the repository says something at the same time, between these words.
        assertThat(tried.err()).contains(key + ": Permission denied");
        assertThat(key).hasContent("key");
        assertThat(home.resolve("written")).doesNotExist();
        assertThat(home.resolve("mirrors/written")).hasContent("here");
        if (url.startsWith("git@")) {
            assertThat(tried.err()).as("what speaks with the repository has it").contains("key");
        }
    }

    private String attack() {
        return """
                cat %1$s/closed/key %1$s/secrets/token
                for place in %1$s/closed/key %1$s/written /etc/written %1$s/secrets/token /proc/sys/kernel/core_pattern; do
                    echo x >$place
                done
                echo here >%1$s/mirrors/written
                mount -t tmpfs none /mnt
                mknod /tmp/disk b 8 0
                echo $(ls -d /proc/[0-9]* | wc -l) processes
                """.formatted(home);
    }

    @Test
    void aGitThatIsTakenOverFindsNothing() throws IOException {
        Path key = home.resolve("closed/key");
        Files.writeString(key, "key");
        mirror.fetch("main");
        // As an own setting of the mirror would have it run, if one that was taken over had written it.
        host.require(
                Command.of("git", "--git-dir=" + home.resolve("mirrors/sales.git"), "config", "alias.x", "!cat " + key)
                        .as(user));

        assertThat(host.run(Command.of("git", "--git-dir=" + home.resolve("mirrors/sales.git"), "x")
                                .as(user))
                        .err())
                .contains("Permission denied");
    }
}
