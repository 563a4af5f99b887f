package dev.understudy.targets.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.git.Mirror.Commit;
import dev.understudy.targets.host.Recording;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LoggedCommitsTest {

    @TempDir
    Path home;

    private Source own;
    private Source theirs;
    private GitMirror mirror;
    private String first;

    @BeforeEach
    void repositories() {
        own = new Source(home.resolve("own"));
        first = own.write("a.py", "1\n").commit("Begin");
        theirs = new Source(home.resolve("theirs"));
        theirs.git("pull", "--quiet", own.folder().toString(), "main");
        mirror = new GitMirror(
                new Recording(), home.resolve("mirror.git"), "own", own.folder().toString(), GitWalls.NONE);
    }

    private List<Commit> log() {
        mirror.fetch("main");
        return mirror.log(first, "main");
    }

    private void merge(String message) {
        own.git("fetch", "--quiet", theirs.folder().toString(), "main:refs/theirs");
        own.git("merge", "--quiet", "--no-ff", "--message=" + message, "refs/theirs");
    }

    @Test
    void theTextUnderTheSubjectIsKeptWithItsTrailers() {
        own.commit("Round taxes\nby line\n\nWhy: they differ.\n\nTask: 42\nSigned-off-by: Ada <ada@acme.example>\n");

        assertThat(log()).singleElement().satisfies(commit -> {
            assertThat(commit.subject()).isEqualTo("Round taxes by line");
            assertThat(commit.body()).isEqualTo("Why: they differ.\n\nTask: 42\nSigned-off-by: Ada <ada@acme.example>");
            assertThat(commit.elsewhere()).isFalse();
        });
        assertThat(mirror.log("", "main"))
                .allSatisfy(commit -> assertThat(commit.body()).isEmpty());
    }

    @Test
    void ofALongTextTheBeginningAndTheTrailersAreKept() {
        own.commit("Long\n\nBegins\n" + "é\uD83D\uDE00 ".repeat(4000) + "\n\nTask: 42\n");

        assertThat(log().getFirst().body())
                .startsWith("Begins")
                .endsWith("Task: 42")
                .hasSizeLessThan(4100)
                .doesNotContain("\uFFFD");
    }

    @Test
    void whatAMergeOfAnotherRepositoryBringsIsTold() {
        theirs.write("b.py", "1\n").commit("Close #7");
        own.write("c.py", "1\n").commit("Round taxes #8");
        merge("Merge branch '19.0' of https://github.com/OCA/web into main");
        own.write("d.py", "1\n").commit("Then #9");

        assertThat(log())
                .filteredOn(Commit::elsewhere)
                .extracting(Commit::subject)
                .containsExactlyInAnyOrder("Close #7", "Merge branch '19.0' of https://github.com/OCA/web into main");
        assertThat(log())
                .filteredOn(commit -> !commit.elsewhere())
                .extracting(Commit::subject)
                .containsExactlyInAnyOrder("Then #9", "Round taxes #8");
    }

    @Test
    void aMergeOfARemoteThatIsNotTheOriginIsOneOfAnotherRepository() {
        theirs.write("b.py", "1\n").commit("Close #7");
        merge("Merge remote-tracking branch 'oca/19.0'");

        assertThat(log()).allSatisfy(commit -> assertThat(commit.elsewhere()).isTrue());
    }

    @Test
    void mergesAmongThoseWhoWorkHereAreTheirOwn() {
        for (String message : List.of(
                "Merge branch 'round-taxes'",
                "Merge remote-tracking branch 'origin/main' into round-taxes",
                "Merge pull request #12 from bo/round-taxes",
                "Merge branch 'main' of /home/bo/sales")) {
            theirs.write("b.py", message).commit("For " + message);
            own.write("c.py", message).commit("Beside " + message);
            merge(message);
        }

        assertThat(log())
                .hasSize(12)
                .allSatisfy(commit -> assertThat(commit.elsewhere()).isFalse());
    }

    @Test
    void theRepositoryItselfIsKnownHoweverItsAddressIsSpelt() {
        String log = String.join(
                "\0",
                "m",
                "Ada",
                "1",
                "p q",
                "Merge branch 'main' of git@git.example:Acme/sales",
                "",
                "q",
                "Ada",
                "1",
                "p",
                "Round #7",
                "",
                "");

        assertThat(new LoggedCommits("https://ada@git.example/acme/sales.git").read(log))
                .allSatisfy(commit -> assertThat(commit.elsewhere()).isFalse());
        assertThat(new LoggedCommits("https://git.example/acme/web.git").read(log))
                .allSatisfy(commit -> assertThat(commit.elsewhere()).isTrue());
    }

    @Test
    void whatWasPutTogetherOfAnotherHistoryIsNotOnesOwn() {
        own.commit("""
                Squashed 'web/' changes from 1a2b3c4..5d6e7f8

                5d6e7f8 Close #7

                git-subtree-dir: web
                git-subtree-split: 5d6e7f8a
                """);
        own.commit("[FIX] web: task-7\n\nX-original-commit: odoo/odoo@5d6e7f8a\n");

        assertThat(log())
                .hasSize(2)
                .allSatisfy(commit -> assertThat(commit.elsewhere()).isTrue());
    }
}
