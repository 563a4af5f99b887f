package dev.understudy.targets.git;

import static dev.understudy.targets.git.Faults.assertFault;
import static dev.understudy.targets.git.Faults.assertSilent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.git.Mirror.Part;
import dev.understudy.targets.host.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A company's repository that holds two of other people, one within the other. */
@Timeout(120)
class SubmodulesTest {

    private final Recording host = new Recording();

    @TempDir
    Path home;

    private Source own;
    private Source web;
    private Source parts;
    private GitMirror mirror;
    private Path code;

    @BeforeEach
    void repositories() {
        parts = new Source(home.resolve("git/parts"));
        parts.write("web_part/__manifest__.py", "{'version': '1'}").commit("A part");
        web = new Source(home.resolve("git/web"));
        web.write("web_more/__manifest__.py", "{'version': '1'}").commit("More of the web");
        own = new Source(home.resolve("git/own"));
        own.write("sale_acme/__manifest__.py", "{}").commit("Sales");
        mirror = new GitMirror(
                host, home.resolve("mirrors/own.git"), "own", own.folder().toString(), GitWalls.NONE);
        code = home.resolve("code/r1/own");
    }

    private String pin(Source parent, String path, String url, String commit) {
        parent.write(".gitmodules", "[submodule \"%s\"]\n\tpath = %s\n\turl = %s\n".formatted(path, path, url));
        parent.git("add", ".gitmodules");
        parent.git("update-index", "--add", "--cacheinfo", "160000," + commit + "," + path);
        parent.git("commit", "--quiet", "--message=Pin " + path);
        return parent.git("rev-parse", "HEAD");
    }

    private String nested() {
        pin(web, "deep/parts", "../parts", parts.git("rev-parse", "HEAD"));
        return pin(own, "oca/web", "../web", web.git("rev-parse", "HEAD"));
    }

    @Test
    void standInTheirPlacesAtTheCommitsThatTheyArePinnedAt() {
        String release = nested();
        parts.write("web_part/__manifest__.py", "{'version': '2'}").commit("Later");
        mirror.fetch("main");

        List<Part> pinned = mirror.complete(release);
        mirror.export(release, code);

        assertThat(pinned)
                .containsExactly(
                        new Part("oca/web", home.resolve("git/web").toString(), web.git("rev-parse", "HEAD")),
                        new Part(
                                "oca/web/deep/parts",
                                home.resolve("git/parts").toString(),
                                parts.git("rev-parse", "HEAD~1")));
        assertThat(code.resolve("sale_acme/__manifest__.py")).exists();
        assertThat(code.resolve("oca/web/web_more/__manifest__.py")).exists();
        assertThat(code.resolve("oca/web/deep/parts/web_part/__manifest__.py")).hasContent("{'version': '1'}");
        assertThat(mirror.files(release)).contains("oca/web/deep/parts/web_part/__manifest__.py");
        assertThat(mirror.file(release, "oca/web/web_more/__manifest__.py")).contains("'1'");
    }

    @Test
    void areRepositoriesInARepositoryOfItsOwn() {
        String release = nested();
        own.write("sale_acme/later.py", "").commit("Later");
        String newest = own.git("rev-parse", "HEAD");
        mirror.fetch("main");
        Path clone = home.resolve("left/own");

        mirror.writeClone(release, "stable", clone);

        own.git("-C", clone.toString(), "fsck", "--strict");
        assertThat(own.git("-C", clone.toString(), "status", "--porcelain", "--branch"))
                .isEqualTo("## stable...origin/stable [gone]");
        assertThat(own.git("-C", clone.toString(), "rev-parse", "HEAD")).isEqualTo(release);
        assertThat(own.git("-C", clone.toString(), "rev-parse", "origin/main")).isEqualTo(newest);
        assertThat(own.git("-C", clone.toString(), "remote", "get-url", "origin"))
                .isEqualTo(own.folder().toString());
        Path deep = clone.resolve("oca/web/deep/parts");
        assertThat(own.git("-C", deep.toString(), "rev-parse", "HEAD")).isEqualTo(parts.git("rev-parse", "HEAD"));
        assertThat(own.git("-C", deep.toString(), "remote", "get-url", "origin"))
                .isEqualTo(parts.folder().toString());
        assertThat(deep.resolve("web_part/__manifest__.py")).hasContent("{'version': '1'}");
        assertThat(home.resolve("mirrors/.own.git.clone")).doesNotExist();
    }

    @Test
    void areTheSameWhereverTheyAreMade() throws java.io.IOException {
        String release = nested();
        GitMirror other =
                new GitMirror(host, home.resolve("mirrors/other.git"), "own", "file://" + own.folder(), GitWalls.NONE);
        for (GitMirror one : List.of(mirror, other)) {
            one.fetch("main");
            one.complete(release);
        }
        mirror.export(release, code);
        other.export(release, home.resolve("code/r2/own"));

        String manifest = "oca/web/web_more/__manifest__.py";
        assertThat(java.nio.file.Files.getLastModifiedTime(code.resolve(manifest)))
                .isEqualTo(java.nio.file.Files.getLastModifiedTime(
                        home.resolve("code/r2/own").resolve(manifest)));
        assertThat(refs("mirrors/own.git")).isEqualTo(refs("mirrors/other.git")).hasSize(3);
    }

    private List<String> refs(String bare) {
        return own.git("--git-dir=" + home.resolve(bare), "for-each-ref", "refs/understudy")
                .lines()
                .toList();
    }

    @Test
    void whatChangedInThemIsAChange() {
        String before = nested();
        web.write("web_more/models.py", "x = 1\n").commit("Mend the web");
        String after = pin(own, "oca/web", "../web", web.git("rev-parse", "HEAD"));
        mirror.fetch("main");
        mirror.complete(before);
        mirror.complete(after);

        assertThat(Source.diff(mirror, before, after)).contains("+++ b/oca/web/web_more/models.py");
        assertThat(mirror.log(before, after)).extracting(Mirror.Commit::subject).containsExactly("Pin oca/web");
        assertThat(mirror.log(web.git("rev-parse", "HEAD~1"), web.git("rev-parse", "HEAD")))
                .extracting(Mirror.Commit::subject)
                .containsExactly("Mend the web");
    }

    @Test
    void stayWhenTheirRepositoryIsGone() {
        String release = nested();
        mirror.fetch("main");
        mirror.complete(release);
        host.delete(home.resolve("git/web"));
        host.delete(home.resolve("git/parts"));

        new GitMirror(host, home.resolve("mirrors/own.git"), "own", own.folder().toString(), GitWalls.NONE)
                .export(release, code);

        assertThat(code.resolve("oca/web/deep/parts/web_part/__manifest__.py")).exists();
    }

    @Test
    void areFoundAtCommitsThatNoBranchEndsAt() {
        String old = web.git("rev-parse", "HEAD");
        web.write("later", "x").commit("Later");
        String release = pin(own, "web", "../web", old);
        mirror.fetch("main");

        assertThat(mirror.complete(release)).extracting(Part::commit).containsExactly(old);
    }

    @Test
    void areRefusedWhenTheyCannotBePlaced() {
        String nowhere = pin(own, "oca/web", "../nowhere", web.git("rev-parse", "HEAD"));
        String never = pin(own, "oca/web", "../web", "1".repeat(40));
        own.write(".gitmodules", "[submodule \"x\"]\n\tpath = other\n\turl = ../web\n")
                .git("add", ".gitmodules");
        own.git("commit", "--quiet", "--message=Forget it");
        String unknown = own.git("rev-parse", "HEAD");
        mirror.fetch("main");

        assertFault(() -> mirror.complete(nowhere), "git.submodule-unreachable", "own", "oca/web", "git/nowhere");
        assertFault(() -> mirror.complete(never), "git.submodule-unreachable", "oca/web", "1".repeat(40));
        assertFault(() -> mirror.complete(unknown), "git.submodule-unknown", "oca/web");
        assertFault(() -> mirror.export(unknown, code), "git.submodule-unknown", "oca/web");
        assertThat(code).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ext::sh -c 'touch ran'",
                "fd::3",
                "file://host/x",
                "-u",
                "--upload-pack=touch ran",
                "ssh://-oProxyCommand=touch/x",
                "git@-oProxyCommand=x:y",
                "somewhere",
                "../../../../../../../../../../../../x",
                "http://2130706433:9/x",
                "git://0x7f000001:9/x",
                "ssh://git@0177.1:9/x"
            })
    void leadNowhereElse(String url) {
        String release = pin(own, "oca/web", url, web.git("rev-parse", "HEAD"));
        mirror.fetch("main");

        assertFault(() -> mirror.complete(release), "git.submodule-address", "oca/web");
    }

    @Test
    void leadToNoRepositoryThatTheCommitterCannotReadHimself() throws IOException {
        Source secret = new Source(home.resolve("elsewhere/secret"));
        secret.write("secret/__manifest__.py", "{}").commit("What nobody may see");
        String hash = secret.git("rev-parse", "HEAD");
        Files.createSymbolicLink(home.resolve("git/own/link"), home.resolve("elsewhere"));
        for (String url : List.of(
                secret.folder().toString(),
                "file://" + secret.folder(),
                "../../elsewhere/secret",
                home.resolve("git/own/link/secret").toString())) {
            String release = pin(own, "oca/web", url, hash);
            mirror.fetch("main");

            assertFault(() -> mirror.complete(release), "git.submodule-address", "oca/web");
        }
    }

    @Test
    void ofANeighbourLeadNoFurtherThanItself() {
        Source secret = new Source(home.resolve("elsewhere/secret"));
        secret.write("secret/__manifest__.py", "{}").commit("What nobody may see");
        pin(web, "deep", secret.folder().toString(), secret.git("rev-parse", "HEAD"));
        String release = pin(own, "oca/web", "../web", web.git("rev-parse", "HEAD"));
        mirror.fetch("main");

        assertFault(() -> mirror.complete(release), "git.submodule-address", "oca/web/deep");
    }

    @Test
    void runNothingThatTheySay() {
        String hash = web.git("rev-parse", "HEAD");
        Path ran = home.resolve("ran");
        own.write(
                ".gitmodules",
                "[submodule \"../../x\"]\n\tpath = oca/web\n\turl = ../web\n\tupdate = !touch %s\n[include]\n\tpath = %s\n"
                                .formatted(ran, ran)
                        + "[core]\n\tfsmonitor = touch " + ran + "\n\thooksPath = .\n");
        own.git("add", ".gitmodules");
        own.git("update-index", "--add", "--cacheinfo", "160000," + hash + ",oca/web");
        own.git("commit", "--quiet", "--message=Hostile");
        mirror.fetch("main");

        mirror.export("main", code);

        assertThat(code.resolve("oca/web/web_more/__manifest__.py")).exists();
        assertThat(ran).doesNotExist();
    }

    @Test
    void linksOfThemStayWithinTheTree() {
        web.link("out", "../../../outside").commit("Link");
        String release = pin(own, "oca/web", "../web", web.git("rev-parse", "HEAD"));
        mirror.fetch("main");

        assertFault(() -> mirror.export(release, code), "git.link-outside", "oca/web/out");
    }

    @Test
    void thatHoldEachOtherComeToAnEnd() {
        String commit = own.git("rev-parse", "HEAD");
        for (int depth = 0; depth < 10; depth++) {
            commit = pin(own, "again", "../own", commit);
        }
        String release = commit;
        mirror.fetch("main");

        assertFault(() -> mirror.complete(release), "git.submodules-too-many", "again/again");
    }

    @Test
    void ofAServerNeverShowItsCredentials() {
        GitMirror remote = new GitMirror(
                host,
                home.resolve("mirrors/remote.git"),
                "own",
                "http://ada:s3cr3t@127.0.0.1:1/own.git",
                GitWalls.NONE);
        String release = pin(own, "oca/web", "../web.git", web.git("rev-parse", "HEAD"));
        mirror.fetch("main");
        own.git(
                "clone",
                "--quiet",
                "--mirror",
                own.folder().toString(),
                home.resolve("mirrors/remote.git").toString());

        assertFault(() -> remote.complete(release), "git.submodule-unreachable", "http://***@127.0.0.1:1/web.git");
        assertSilent(() -> remote.complete(release), "s3cr3t");
        assertThat(host.commands()).noneMatch(line -> line.contains("s3cr3t"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example/acme/own.git, ../web.git, https://git.example/acme/web.git",
        "https://git.example/acme/own.git/, ../../oca/web.git, https://git.example/oca/web.git",
        "https://git.example/acme/own.git, ../../../web.git, ''",
        "https://git.example/acme/own.git, ../../../../web.git, ''",
        "git@git.example:acme/own.git, ../web.git, git@git.example:acme/web.git",
        "git@git.example:own.git, ../web.git, git@git.example:web.git",
        "ssh://git@git.example/acme/own.git, ./web.git, ssh://git@git.example/acme/own.git/web.git",
        "/srv/git/own, ../web, /srv/git/web",
        "/srv/git/own, /srv/git/web, /srv/git/web",
        "/srv/git/own, file:///srv/git/web, file:///srv/git/web",
        "/srv/git/own, /root/secret, ''",
        "/srv/git/own, file:///root/secret, ''",
        "/srv/git/own, /srv/git/../../root/secret, ''",
        "/srv/git/own, ../../../root/secret, ''",
        "https://git.example/own.git, http://localhost:8010/x, ''",
        "https://git.example/own.git, http://127.0.0.1/x, ''",
        "https://git.example/own.git, http://a@127.1/x, ''",
        "https://git.example/own.git, http://[::1]/x, ''",
        "https://git.example/own.git, http://169.254.169.254/latest, ''",
        "https://git.example/own.git, root@localhost:secret, ''",
        "http://127.0.0.1/own.git, http://127.0.0.1/web.git, http://127.0.0.1/web.git",
        "https://git.example/own.git, /etc, ''",
        "https://git.example/own.git, file:///etc, ''",
        "https://git.example/own.git, ssh://git@other.example/x.git, ssh://git@other.example/x.git",
        "https://ada:x@git.example/own.git, https://git.example/web.git, https://ada:x@git.example/web.git",
        "https://ada:x@git.example/own.git, ../web.git, https://ada:x@git.example/web.git",
        "https://ada:x@git.example/own.git, https://other.example/web.git, https://other.example/web.git",
        "https://ada:x@git.example/own.git, http://git.example/web.git, http://git.example/web.git",
        "https://ada:x@git.example/own.git, https://git.example:8443/web.git, https://git.example:8443/web.git",
        "https://ada:x@git.example/own.git, https://git.example@evil.example/w, https://git.example@evil.example/w"
    })
    void areWhereGitWouldLookForThem(String parent, String said, String found) {
        assertThat(new SubmoduleUrl(new RepositoryUrl(parent), new RepositoryUrl(parent))
                        .of(said)
                        .map(RepositoryUrl::text)
                        .orElse(""))
                .isEqualTo(found);
    }
}
