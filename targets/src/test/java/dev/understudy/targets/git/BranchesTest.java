package dev.understudy.targets.git;

import static dev.understudy.targets.git.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.model.method.Promotion;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.host.Recording;
import dev.understudy.targets.host.SystemUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Branches of a bare repository that a team pushes to, moved by real git; as root, and as anybody. */
@Timeout(180)
class BranchesTest {

    private static final String KEY = "a key that nobody else has";

    private final Recording host = new Recording();
    private Path home;
    private Path served;
    private Source team;
    private GitWalls walls;
    private Mirror mirror;
    private Branches branches;
    private String first = "";

    @BeforeEach
    void aServedRepository() throws IOException {
        home = Files.createTempDirectory("us");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        served = home.resolve("served.git");
        host.require(Command.of("git", "init", "--quiet", "--bare", "--initial-branch=production", served));
        team = new Source(home.resolve("team"));
        team.git("remote", "add", "origin", served.toString());
        first = team.write("sale_acme/__manifest__.py", "{}")
                .write("a.txt", "1\n2\n3\n")
                .commit("Sales");
        pushed("production");
        pushed("staging");
        pushed("development");
        walls = host.root() ? new GitWalls(SystemUsers.ofGit(home), List.of()) : GitWalls.NONE;
        if (host.root()) {
            new SystemUsers(host).ensure(walls.user());
        }
        new PrivateTree(host).give(home.resolve("mirrors"), walls.user());
        Path folder = home.resolve("mirrors/sales.git");
        mirror = new GitMirror(host, folder, "sales", served.toString(), walls);
        branches = new GitBranches(host, mirror, folder, served.toString(), walls, () -> KEY);
        mirror.fetch("production");
    }

    @AfterEach
    void remove() {
        host.delete(home);
        if (host.root()) {
            new SystemUsers(host).remove(walls.user());
        }
    }

    /** Whatever the team stands at comes onto a branch. */
    private void pushed(String branch) {
        team.git("push", "--quiet", "--force", "origin", "HEAD:refs/heads/" + branch);
    }

    private String at(String branch) {
        return host.require(
                        Command.of("git", "-c", "safe.directory=*", "-C", served, "rev-parse", "refs/heads/" + branch))
                .out()
                .strip();
    }

    /** The files of what a branch stands at. */
    private String tree(String branch) {
        return at(branch + "^{tree}");
    }

    private Move towards(String branch, String commit, Promotion promotion) {
        mirror.fetch(branch);
        return branches.towards(branch, commit, promotion, "Promote r1 to " + branch);
    }

    @Test
    void aBranchMovesForwardToTheReleaseAndBackWhereItIsUndone() {
        String second = team.write("b.txt", "b").commit("More");
        pushed("development");

        Move move = towards("production", second, Promotion.FAST_FORWARD);
        branches.push(List.of(move), true);
        assertThat(at("production")).isEqualTo(first);
        branches.push(List.of(move), false);

        assertThat(at("production")).isEqualTo(second);
        assertThat(branches.moved(move)).isTrue();
        assertThat(towards("production", first, Promotion.FAST_FORWARD).nothing())
                .as("what it has already")
                .isTrue();
        branches.push(List.of(move.back()), false);
        assertThat(at("production")).isEqualTo(first);
    }

    @Test
    void aBranchThatIsNotThereIsMadeAndTakenAwayAgain() {
        Move move = towards("preprod", first, Promotion.LINEAR);
        branches.push(List.of(move), false);
        assertThat(at("preprod")).isEqualTo(first);

        branches.push(List.of(move.back()), false);

        assertThat(host.run(Command.of("git", "-c", "safe.directory=*", "-C", served, "rev-parse", "-q", "preprod"))
                        .succeeded())
                .isFalse();
    }

    @Test
    void whatCameAroundThePipelineStopsARelease() {
        team.write("hotfix.txt", "x").commit("Quick fix at night");
        pushed("production");
        team.git("reset", "--quiet", "--hard", first);
        String second = team.write("b.txt", "b").commit("More");
        pushed("development");
        String before = at("production");

        assertFault(
                () -> towards("production", second, Promotion.FAST_FORWARD),
                "git.diverged",
                "Quick fix at night",
                "Ada Núñez");
        assertFault(() -> towards("production", second, Promotion.MERGE), "git.diverged");
        assertThat(towards("production", second, Promotion.NONE).nothing()).isTrue();
        assertThat(at("production")).isEqualTo(before);
    }

    @Test
    void nothingIsPushedOverWhatSomebodyPushedMeanwhile() {
        String second = team.write("b.txt", "b").commit("More");
        pushed("development");
        Move move = towards("production", second, Promotion.FAST_FORWARD);
        Move other = towards("staging", second, Promotion.FAST_FORWARD);
        team.git("reset", "--quiet", "--hard", first);
        String meanwhile = team.write("c.txt", "c").commit("Meanwhile");
        pushed("production");

        assertFault(() -> branches.push(List.of(other, move), false), "git.branch-moved", "production");

        assertThat(at("production")).isEqualTo(meanwhile);
        assertThat(at("staging")).as("all of them or none").isEqualTo(first);
        assertThat(branches.moved(move)).isFalse();
    }

    @Test
    void aMergeHasTheFilesOfTheReleaseAndTheNextOneGoesOn() {
        String second = team.write("b.txt", "b").commit("More");
        pushed("development");
        branches.push(List.of(towards("production", second, Promotion.MERGE)), false);
        assertThat(at("production")).isNotEqualTo(second);
        assertThat(tree("production")).isEqualTo(tree("development"));
        assertThat(mirror.log(second, fetched("production")))
                .extracting(Mirror.Commit::subject)
                .containsExactly("Promote r1 to production");

        String third = team.write("b.txt", "bb").commit("Still more");
        pushed("development");
        branches.push(List.of(towards("production", third, Promotion.MERGE)), false);

        assertThat(tree("production")).isEqualTo(tree("development"));
        assertThat(towards("production", third, Promotion.MERGE).nothing()).isTrue();
    }

    private String fetched(String branch) {
        mirror.fetch(branch);
        return mirror.resolve(branch);
    }

    @Test
    void aLinearHistoryTakesNoMerge() {
        team.git("checkout", "--quiet", "-b", "side");
        team.write("side.txt", "s").commit("Side");
        team.git("checkout", "--quiet", "main");
        team.write("b.txt", "b").commit("More");
        team.git("merge", "--quiet", "--no-edit", "side");
        String merged = team.git("rev-parse", "HEAD");
        pushed("development");

        assertFault(() -> towards("staging", merged, Promotion.LINEAR), "git.not-linear", merged);
        assertThat(towards("staging", merged, Promotion.FAST_FORWARD).to()).isEqualTo(merged);
    }

    @Test
    void developmentIsRebasedOnAPatchOfStaging() {
        team.write("b.txt", "b").commit("Development goes on\n\nWith a body.");
        team.write("same.txt", "same").commit("The same fix");
        pushed("development");
        team.git("reset", "--quiet", "--hard", first);
        team.write("same.txt", "same").commit("The same fix, as it came to staging");
        String patch = team.write("a.txt", "1\n2\n3 patched\n").commit("A patch");
        pushed("staging");
        mirror.fetch("development");

        Move move = branches.rebased("development", patch);
        branches.push(List.of(move), false);

        String rebased = fetched("development");
        assertThat(mirror.log(patch, rebased))
                .extracting(Mirror.Commit::subject, Mirror.Commit::author)
                .containsExactly(tuple("Development goes on", "Ada Núñez"));
        assertThat(mirror.file(rebased, "a.txt")).contains("patched");
        assertThat(mirror.file(rebased, "b.txt")).isEqualTo("b");
        assertThat(branches.rebased("development", patch).nothing()).isTrue();
    }

    @Test
    void aRebaseThatConflictsNamesTheFilesAndPushesNothing() {
        team.write("a.txt", "1\n2\n3 of development\n").commit("Development goes on");
        pushed("development");
        String before = at("development");
        team.git("reset", "--quiet", "--hard", first);
        String patch = team.write("a.txt", "1\n2\n3 patched\n").commit("A patch");
        pushed("staging");
        mirror.fetch("development");

        assertFault(() -> branches.rebased("development", patch), "git.rebase-conflict", "a.txt", "development");
        assertThat(at("development")).isEqualTo(before);
    }

    @Test
    void aProtectedBranchTakesReleasesAlone() throws IOException {
        branches.protect(List.of("production", "it's odd"));
        assertThat(branches.guarded()).containsExactly("production", "it's odd");
        String second = team.write("b.txt", "b").commit("Around the pipeline");

        assertThat(refusedToTeam("production")).contains("Releases alone change production");
        pushed("development");
        branches.push(List.of(towards("production", second, Promotion.FAST_FORWARD)), false);

        assertThat(at("production")).isEqualTo(second);
        assertThat(Files.readString(served.resolve("hooks/update"))).doesNotContain(KEY);
        assertThat(host.commands()).noneMatch(line -> line.contains(KEY));
        assertThat(branches.unprotect()).isTrue();
        assertThat(branches.unprotect()).isFalse();
        team.write("c.txt", "c").commit("Free again");
        pushed("production");
    }

    private String refusedToTeam(String branch) {
        return host.run(Command.of(
                        "git",
                        "-c",
                        "safe.directory=*",
                        "-C",
                        team.folder(),
                        "push",
                        "--force",
                        "origin",
                        "HEAD:refs/heads/" + branch))
                .err();
    }

    @Test
    void aHookOfSomebodyElseStays() throws IOException {
        Path hook = served.resolve("hooks/update");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\necho no more today >&2\nexit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertFault(() -> branches.protect(List.of("production")), "git.foreign-hook", hook.toString());
        assertFault(branches::unprotect, "git.foreign-hook");
        assertThat(branches.guarded()).isEmpty();
        Files.delete(hook);
        String second = team.write("b.txt", "b").commit("More");
        pushed("development");
        Files.writeString(hook, "#!/bin/sh\necho no more today >&2\nexit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        Move move = towards("production", second, Promotion.FAST_FORWARD);

        assertFault(() -> branches.push(List.of(move), false), "git.push-refused", "no more today", "production");
        assertThat(at("production")).isEqualTo(first);
    }

    @Test
    void aRepositoryThatTakesNothingIsToldFromOneThatSaysNo() throws IOException {
        String second = team.write("b.txt", "b").commit("More");
        pushed("development");
        Move move = towards("production", second, Promotion.FAST_FORWARD);
        Branches gone = new GitBranches(
                host, mirror, home.resolve("mirrors/sales.git"), "http://127.0.0.1:1/sales.git", walls, () -> KEY);

        assertFault(() -> gone.push(List.of(move), true), "git.push-failed", "127.0.0.1");
        assertFault(() -> gone.protect(List.of("production")), "git.hook-out-of-reach");
        assertThat(gone.guarded()).isEmpty();
        assertThat(host.commands()).noneMatch(line -> line.contains(KEY));
    }

    @Test
    void whatIsPushedBelongsToWhoeverOwnsTheFolder() throws IOException {
        assumeTrue(host.root(), "only root pushes for others");
        String second = team.write("b.txt", "b").commit("More");
        pushed("development");
        host.require(Command.of("chown", "-R", "nobody:nogroup", served));
        branches.protect(List.of("production"));

        branches.push(List.of(towards("production", second, Promotion.FAST_FORWARD)), false);

        assertThat(at("production")).isEqualTo(second);
        try (Stream<Path> files = Files.walk(served)) {
            assertThat(files)
                    .allSatisfy(
                            file -> assertThat(Files.getOwner(file).getName()).isEqualTo("nobody"));
        }
    }
}
