package dev.understudy.targets.git;

import static dev.understudy.targets.git.Faults.assertFault;
import static dev.understudy.targets.git.Faults.assertSilent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class GitMirrorTest {

    private static final String ABSENT = "0123456789012345678901234567890123456789";

    private final Recording host = new Recording();

    @TempDir
    Path home;

    private Source source;
    private Path folder;
    private GitMirror mirror;
    private String first;

    @BeforeEach
    void repository() {
        source = new Source(home.resolve("it's a source"));
        first = source.write("sale_acme/__manifest__.py", "{'name': 'Sales'}\n").commit("Add the sales");
        folder = home.resolve("mirrors/sales.git");
        mirror = new GitMirror(host, folder, "sales", source.folder().toString(), GitWalls.NONE);
        mirror.fetch("main");
    }

    @Test
    void foldersCanBeLeftOutOfADiff() {
        source.write("sale_acme/models.py", "# in use\n")
                .write("sale_acme_more/models.py", "# not in use\n")
                .commit("More");
        mirror.fetch("main");

        assertThat(Source.diff(mirror, first, "main", List.of("sale_acme_more")))
                .contains("# in use")
                .doesNotContain("# not in use");
    }

    @Test
    void pointersOfGitLfsAreNotTakenForFiles() {
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n";
        String commit = source.write(".gitattributes", "*.png filter=lfs diff=lfs merge=lfs -text\n")
                .write("sale_acme/static/día.png", pointer)
                .write("sale_acme/static/whole.png", "\u0089PNG")
                .write("sale_acme/README.md", "Pointers begin so:\n" + pointer)
                .commit("Keep pictures elsewhere");
        mirror.fetch("main");

        assertThat(mirror.pointers(commit)).containsExactly("sale_acme/static/día.png");
        assertThat(mirror.pointers(first)).isEmpty();
    }

    @Test
    void resolvesBranchesTagsAndCommits() {
        source.git("tag", "--annotate", "--message=Version 1", "v1");
        source.git("checkout", "--quiet", "-b", "feature/día");
        String second = source.commit("Second");
        mirror.fetch("main");

        assertThat(mirror.resolve("main")).isEqualTo(first);
        assertThat(mirror.resolve("v1")).isEqualTo(first);
        assertThat(mirror.resolve("feature/día")).isEqualTo(second);
        assertThat(mirror.resolve(second)).isEqualTo(second);
        assertThat(mirror.resolve(second.substring(0, 10))).isEqualTo(second);
        assertThat(mirror.name()).isEqualTo("sales");
    }

    @Test
    void asksGitOnlyOnceForWhatNeverChanges() {
        String second = source.write("sale_acme/models.py", "# more\n").commit("More");
        mirror.fetch("main");
        mirror.complete(first);
        mirror.complete(mirror.resolve("main"));
        mirror.files(second);
        host.commands().clear();

        assertThat(mirror.resolve(second)).isEqualTo(second);
        assertThat(mirror.complete(first)).isEmpty();
        assertThat(mirror.complete(second)).isEmpty();
        assertThat(mirror.files(second)).contains("sale_acme/models.py");
        assertThat(host.commands()).isEmpty();
    }

    @Test
    void followsForcedPushesAndKeepsWhatTheyLeftBehind() {
        String left = source.write("a", "left").commit("Left behind");
        mirror.fetch("main");
        source.git("reset", "--quiet", "--hard", first);
        String forced = source.write("a", "forced").commit("Forced");

        mirror.fetch("main");

        assertThat(mirror.resolve("main")).isEqualTo(forced);
        assertThat(mirror.resolve(left)).isEqualTo(left);
    }

    @Test
    void forgetsDeletedBranchesAlsoWhenAFolderOfBranchesTakesTheirName() {
        source.git("branch", "feature");
        source.git("tag", "v1");
        mirror.fetch("main");
        source.git("branch", "--delete", "--force", "feature");
        source.git("tag", "--delete", "v1");
        source.git("branch", "feature/one");

        mirror.fetch("main");

        assertFault(() -> mirror.resolve("feature"), "git.no-such-commit", "sales", "feature");
        assertFault(() -> mirror.resolve("v1"), "git.no-such-commit");
        assertThat(mirror.resolve("feature/one")).isEqualTo(first);
    }

    @Test
    void tellsOfACommitThatIsNotThere() {
        assertThatExceptionOfType(FaultException.class)
                .isThrownBy(() -> mirror.resolve(ABSENT))
                .extracting(thrown -> thrown.fault().kind())
                .as("whoever named it is to name another")
                .isEqualTo(Fault.Kind.USAGE);
        assertFault(() -> mirror.resolve(ABSENT), "git.no-such-commit", ABSENT);
        assertFault(() -> mirror.log(ABSENT, "main"), "git.no-such-commit");
        assertFault(() -> Source.diff(mirror, "main", ABSENT), "git.no-such-commit");
        assertFault(() -> mirror.files(ABSENT), "git.no-such-commit");
        assertFault(() -> mirror.file(ABSENT, "a"), "git.no-such-commit");
        assertFault(() -> mirror.export(ABSENT, home.resolve("code")), "git.no-such-commit");
        assertThat(home.resolve("code")).doesNotExist();
    }

    @Test
    void takesAFullHashForACommitAndNeverForABranch() {
        String second = source.commit("Second");
        source.git("update-ref", "refs/heads/" + first, second);
        source.git("update-ref", "refs/heads/" + ABSENT, second);
        mirror.fetch("main");

        assertThat(mirror.resolve(first)).isEqualTo(first);
        assertFault(() -> mirror.resolve(ABSENT), "git.no-such-commit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--upload-pack=touch x",
                "-h",
                "--all",
                "",
                " ",
                "main x",
                "main\n",
                "main..main",
                "main^",
                "main~1",
                "@{-1}",
                "main@{1}",
                ":/Add",
                "main:sale_acme",
                "HEAD",
                "\0",
                "ma*",
                "../heads/main",
                "--output=x"
            })
    void takesNoOptionsAndNoExpressionsForRevisions(String revision) {
        assertFault(() -> mirror.resolve(revision), "git.no-such-commit");
        assertFault(() -> mirror.log("main", revision.isEmpty() ? "-" : revision), "git.no-such-commit");
        assertFault(() -> mirror.export(revision, home.resolve("code")), "git.no-such-commit");
    }

    @Test
    void logsNewestFirst() {
        String second = source.commit("Second: \"más\" | ; \\ $(id)");
        String third = source.commit("Third");
        mirror.fetch("main");

        assertThat(mirror.log(first, "main"))
                .containsExactly(
                        new Mirror.Commit(third, "Ada Núñez", Instant.parse(Source.AT), "Third"),
                        new Mirror.Commit(
                                second, "Ada Núñez", Instant.parse(Source.AT), "Second: \"más\" | ; \\ $(id)"));
        assertThat(mirror.log("", third)).extracting(Mirror.Commit::hash).containsExactly(third, second, first);
        assertThat(mirror.log("main", "main")).isEmpty();
    }

    @Test
    void tellsRenamesInDiffs() {
        source.write("old name.py", "one\ntwo\nthree\nfour\nfive\n").commit("Add");
        source.git("mv", "old name.py", "número.py");
        String to = source.commit("Rename");
        mirror.fetch("main");

        assertThat(Source.diff(mirror, to, to)).isEmpty();
        assertThat(Source.diff(mirror, mirror.log(first, "main").getLast().hash(), to))
                .contains("rename from old name.py", "rename to número.py")
                .doesNotContain("\u001b");
        assertThat(Source.diff(mirror, "", first)).contains("+++ b/sale_acme/__manifest__.py", "+{'name': 'Sales'}");
    }

    @Test
    void tellsDiffsThatAreLongerThanTheOutputOfACommand() {
        String line = "x".repeat(99) + "\n";
        source.write("long.txt", line.repeat(30_000) + "the end").commit("Add much");
        mirror.fetch("main");

        assertThat(Source.diff(mirror, first, "main"))
                .hasSizeGreaterThan(3_000_000)
                .doesNotContain("left out")
                .contains("+the end");
        assertFault(() -> mirror.file("main", "long.txt"), "git.too-large");
        GitMirror small = new GitMirror(
                host,
                folder,
                "sales",
                "/nowhere",
                GitWalls.NONE,
                GitMirror.Wanted.of(GitMirror.Extent.WHOLE).within(Duration.ofSeconds(10), 10));
        assertFault(() -> small.log("", "main"), "git.too-large");
        assertThat(leftovers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"función/Ünï_日本", "fix/#123", "a+b=c,d;e&f(g)'h\"i`j$k!l%m{n}|<>"})
    void findsBranchesAndTagsOfAnyNameThatGitTakes(String name) {
        source.git("branch", name);
        String second = source.commit("Second");
        source.git("tag", name + "-tag");
        mirror.fetch("main");

        assertThat(mirror.resolve(name)).isEqualTo(first);
        assertThat(mirror.resolve(name + "-tag")).isEqualTo(second);
    }

    @Test
    void readsTextsThatAreNotInUtf8() {
        source.write("caña.csv", "caf\u00e9,1\n".getBytes(StandardCharsets.ISO_8859_1))
                .commit("Añade");
        mirror.fetch("main");

        assertThat(Source.diff(mirror, first, "main")).contains("+++ b/caña.csv", ",1");
        assertThat(mirror.texts("main", List.of("caña.csv"))).containsEntry("caña.csv", "caf,1\n");
        assertThat(mirror.file("main", "caña.csv")).startsWith("caf").endsWith(",1\n");
    }

    @Test
    void listsAndReadsFilesOfAnyName() {
        List<String> names = List.of("a b.py", "new\nline.py", "-rf", "ünï/日本.xml", "quote\"'.py", "tab\t.py", "$(id)");
        names.forEach(name -> source.write(name, "text of " + name));
        source.commit("Weird names");
        mirror.fetch("main");

        assertThat(mirror.files("main"))
                .containsAll(names)
                .contains("sale_acme/__manifest__.py")
                .hasSize(8);
        assertThat(names)
                .allSatisfy(name -> assertThat(mirror.file("main", name)).isEqualTo("text of " + name));
        assertFault(() -> mirror.file("main", "absent.py"), "git.no-such-file", "absent.py");
        assertFault(() -> mirror.file("main", "sale_acme"), "git.no-such-file");
        assertFault(() -> mirror.file("main", "../x"), "git.no-such-file");
        assertFault(() -> mirror.file("main", "nul\0"), "git.no-such-file");
    }

    @Test
    void listsNothingOfAnEmptyCommit() {
        source.git("checkout", "--quiet", "--orphan", "empty");
        source.git("rm", "-r", "--quiet", "-f", ".");
        source.commit("Empty");
        mirror.fetch("main");

        assertThat(mirror.files("empty")).isEmpty();
        assertThat(Source.diff(mirror, "", "empty")).isEmpty();
    }

    @Test
    void tellsThatTheRepositoryDoesNotAnswer() {
        GitMirror gone = new GitMirror(
                host, home.resolve("gone.git"), "gone", home.resolve("nowhere").toString(), GitWalls.NONE);

        assertFault(() -> gone.fetch("main"), "git.unreachable", "gone", "nowhere");
        assertFault(
                () -> new GitMirror(host, home.resolve("never.git"), "never", "/x", GitWalls.NONE).resolve("main"),
                "git.no-mirror");
    }

    @Test
    void neverShowsCredentials() {
        GitMirror closed = new GitMirror(
                host, home.resolve("closed.git"), "closed", "http://ada:s3cr@t@127.0.0.1:1/sales.git", GitWalls.NONE);

        assertFault(() -> closed.fetch("main"), "git.unreachable", "http://***@127.0.0.1:1/sales.git");
        assertSilent(() -> closed.fetch("main"), "s3cr");
        assertThat(host.commands()).noneMatch(line -> line.contains("s3cr"));
    }

    @Test
    void endsAFetchThatTakesTooLong() throws IOException {
        // A reader of a pipe that nobody writes to waits for ever.
        Path bin = home.resolve("waiting.git");
        source.git("clone", "--quiet", "--bare", source.folder().toString(), bin.toString());
        host.require(Command.of("mkfifo", bin.resolve("packed-refs.fifo")));
        Files.deleteIfExists(bin.resolve("packed-refs"));
        Files.move(bin.resolve("packed-refs.fifo"), bin.resolve("packed-refs"));
        GitMirror slow = new GitMirror(
                host,
                home.resolve("slow.git"),
                "slow",
                bin.toString(),
                GitWalls.NONE,
                GitMirror.Wanted.of(GitMirror.Extent.WHOLE).within(Duration.ofSeconds(1), Spool.LIMIT));

        assertFault(() -> slow.fetch("main"), "git.unreachable", "slow", "1 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-u", "--upload-pack=x", "ext::sh -c id", "/a\nb", "fd::3"})
    void refusesAddressesThatAreNone(String url) {
        assertFault(() -> new GitMirror(host, folder, "sales", url, GitWalls.NONE), "git.bad-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-u", "a/b", "..", "a b"})
    void refusesNamesThatCouldLeadElsewhere(String name) {
        assertFault(() -> new GitMirror(host, folder, name, "/x", GitWalls.NONE), "git.bad-name");
    }

    @Test
    void removesLocksOfAGitThatWasKilled() throws IOException {
        String second = source.commit("Second");
        Files.createFile(folder.resolve("refs/heads/main.lock"));

        mirror.fetch("main");

        assertThat(mirror.resolve("main")).isEqualTo(second);
    }

    @Test
    void readsRepositoriesOfOtherUsers() throws IOException {
        assumeTrue(host.root(), "only root can give files away");
        String second = source.commit("Second");
        for (Path tree : List.of(source.folder(), folder)) {
            host.require(Command.of("chown", "-R", "nobody", tree));
        }

        mirror.fetch("main");

        assertThat(mirror.resolve("main")).isEqualTo(second);
        assertThat(mirror.files("main")).containsExactly("sale_acme/__manifest__.py");
        mirror.export(second, home.resolve("code"));
        assertThat(home.resolve("code/sale_acme/__manifest__.py")).exists();
    }

    @Test
    void runsNoHooks() throws IOException {
        Path ran = home.resolve("ran");
        Files.createDirectories(folder.resolve("hooks"));
        for (String hook : List.of("reference-transaction", "post-update", "pre-auto-gc")) {
            Path script = folder.resolve("hooks").resolve(hook);
            Files.writeString(script, "#!/bin/sh\ntouch '" + ran + "'\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
        source.commit("Second");

        mirror.fetch("main");

        assertThat(ran).doesNotExist();
    }

    private List<Path> leftovers() {
        try (Stream<Path> files = Files.list(folder.resolveSibling(""))) {
            return files.filter(file -> !file.equals(folder)).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
