package dev.understudy.targets.git;

import static dev.understudy.targets.git.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.Aggregation;
import dev.understudy.model.config.Aggregation.Merge;
import dev.understudy.targets.git.Mirror.Merged;
import dev.understudy.targets.host.Recording;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A community's repository with pull requests that are not merged there yet, and a company's fork with a branch. */
@Timeout(120)
class AggregateMirrorTest {

    @TempDir
    Path home;

    private Source community;
    private Source fork;
    private String base;
    private String pull;
    private String own;

    @BeforeEach
    void repositories() {
        community = new Source(home.resolve("git/community"));
        community.write("sale_a/__manifest__.py", "{'version': '1'}\n").write("sale_a/models.py", "a = 1\n");
        String old = community.commit("Sales");
        community.git("checkout", "--quiet", "-b", "change");
        pull = community.write("sale_b/__manifest__.py", "{}\n").commit("One more module");
        community.git("update-ref", "refs/pull/12/head", pull);
        community.git("checkout", "--quiet", "-B", "19.0", old);
        base = community.write("sale_a/static/a.js", "a\n").commit("Something to see");
        community.git("branch", "-D", "change");
        fork = new Source(home.resolve("git/fork"));
        fork.git("fetch", "--quiet", community.folder().toString(), old);
        fork.git("checkout", "--quiet", "-B", "19.0-ours", "FETCH_HEAD");
        own = fork.write("sale_a/models.py", "a = 2\n").commit("Another number");
    }

    private Merge merge(String revision) {
        return new Merge("oca", community.folder().toString(), revision);
    }

    private Merge ours(String revision) {
        return new Merge("acme", fork.folder().toString(), revision);
    }

    private AggregateMirror mirror(String folder, Merge... merges) {
        return new AggregateMirror(
                new Recording(),
                home.resolve(folder).resolve("sales.git"),
                "sales",
                new Aggregation("together", List.of(merges)),
                GitWalls.NONE);
    }

    private AggregateMirror fetched(String folder, Merge... merges) {
        AggregateMirror mirror = mirror(folder, merges);
        mirror.fetch("together");
        return mirror;
    }

    @Test
    void hasWhatAllOfThemChanged() {
        AggregateMirror mirror = fetched("mirrors", merge("19.0"), merge("refs/pull/12/head"), ours("19.0-ours"));
        String commit = mirror.resolve("together");

        mirror.export(commit, home.resolve("code"));

        assertThat(mirror.files(commit))
                .containsExactly(
                        "sale_a/__manifest__.py", "sale_a/models.py", "sale_a/static/a.js", "sale_b/__manifest__.py");
        assertThat(home.resolve("code/sale_a/models.py")).hasContent("a = 2");
        assertThat(mirror.merged(commit))
                .containsExactly(
                        new Merged("oca 19.0", base),
                        new Merged("oca refs/pull/12/head", pull),
                        new Merged("acme 19.0-ours", own));
        assertThat(mirror.log(base, commit))
                .extracting(Mirror.Commit::subject)
                .containsExactlyInAnyOrder(
                        "Put together of oca 19.0 (%s), oca refs/pull/12/head (%s), acme 19.0-ours (%s)"
                                .formatted(base.substring(0, 7), pull.substring(0, 7), own.substring(0, 7)),
                        "One more module",
                        "Another number");
    }

    @Test
    void isTheSameCommitWhereverItIsMade() {
        Merge[] merges = {merge("19.0"), merge("pull/12/head"), ours(own)};
        String here = fetched("mirrors", merges).resolve("together");
        AggregateMirror again = mirror("mirrors", merges);

        assertThat(again.resolve("together")).as("after a restart").isEqualTo(here);
        again.fetch("together");
        assertThat(again.resolve("together")).isEqualTo(here);
        assertThat(fetched("elsewhere", merges).resolve("together")).isEqualTo(here);
    }

    @Test
    void goesOnWithWhatWasPushedAndKeepsWhatWasMade() {
        AggregateMirror mirror = fetched("mirrors", merge("19.0"), merge("refs/pull/12/head"));
        String before = mirror.resolve("together");
        String mended = community.write("sale_a/models.py", "a = 3\n").commit("Three");
        community.git("checkout", "--quiet", "-B", "x", base);
        String forced =
                community.write("sale_b/__manifest__.py", "{'version': '2'}\n").commit("Otherwise");
        community.git("update-ref", "refs/pull/12/head", forced);
        community.git("checkout", "--quiet", "19.0");
        community.git("branch", "-D", "x");

        mirror.fetch("together");

        String after = mirror.resolve("together");
        assertThat(mirror.merged(after)).extracting(Merged::commit).containsExactly(mended, forced);
        assertThat(Source.diff(mirror, before, after)).contains("+a = 3", "+{'version': '2'}");
        mirror.fetch(before);
        assertThat(mirror.resolve(before)).isEqualTo(before);
        assertThat(mirror.merged(before)).extracting(Merged::commit).containsExactly(base, pull);
    }

    @Test
    void whatWasMadeOfTheSameBranchesBeforeIsInWhatIsMadeNow() {
        AggregateMirror mirror = fetched("mirrors", merge("19.0"), merge("refs/pull/12/head"));
        String before = mirror.resolve("together");
        community.write("sale_a/models.py", "a = 3\n").commit("Three");
        mirror.fetch("together");
        String after = mirror.resolve("together");

        assertThat(mirror.has(after, before)).isTrue();
        assertThat(mirror.has(before, after)).as("what was pushed since").isFalse();
    }

    @Test
    void aConflictNamesItsFiles() {
        community.git("checkout", "--quiet", "19.0");
        community
                .write("sale_a/models.py", "a = 3\n")
                .write("sale_a/more.py", "b\n")
                .commit("Three");
        fork.write("sale_a/more.py", "c\n").commit("More");
        AggregateMirror mirror = mirror("mirrors", merge("19.0"), merge("refs/pull/12/head"), ours("19.0-ours"));

        assertFault(
                () -> mirror.fetch("together"),
                "git.merge-conflict",
                "sales",
                "acme 19.0-ours",
                "sale_a/models.py, sale_a/more.py");
        assertFault(() -> mirror.resolve("together"), "git.no-such-commit");
    }

    @Test
    void whatIsInTheOthersAlreadyChangesNothing() {
        community.git("merge", "--quiet", "--no-edit", pull);
        String with = community.git("rev-parse", "HEAD");
        AggregateMirror mirror = fetched("mirrors", merge("19.0"), merge("refs/pull/12/head"));
        String commit = mirror.resolve("together");

        assertThat(Source.diff(mirror, with, commit)).isEmpty();
        assertThat(mirror.merged(commit)).extracting(Merged::commit).containsExactly(with, pull);
    }

    @Test
    void oneAloneIsItself() {
        AggregateMirror mirror = fetched("mirrors", merge("19.0"));

        assertThat(mirror.resolve("together")).isEqualTo(base);
        assertThat(mirror.merged(base)).isEmpty();
    }

    @Test
    void theFirstRemotesBranchesMayBeHadAlone() {
        community.git("branch", "other", pull);
        AggregateMirror mirror = mirror("mirrors", merge("19.0"), ours("19.0-ours"));

        mirror.fetch("other");

        assertThat(mirror.resolve("other")).isEqualTo(pull);
    }

    @Test
    void takesShortCommitsAndTags() {
        community.git("tag", "v1", base);
        community.git("branch", "kept", pull);
        AggregateMirror mirror = fetched("mirrors", merge("v1"), merge(pull.substring(0, 10)));

        assertThat(mirror.merged(mirror.resolve("together")))
                .extracting(Merged::commit)
                .containsExactly(base, pull);
    }

    @Test
    void whatBelongsToSomethingElseIsRefused() {
        Source other = new Source(home.resolve("git/other"));
        other.write("x", "x").commit("Of nothing");
        Merge stranger = new Merge("other", other.folder().toString(), "main");

        assertFault(
                () -> mirror("mirrors", merge("19.0"), stranger).fetch("together"),
                "git.merge-failed",
                "other main",
                "unrelated");
    }

    @Test
    void saysWhatIsNotThereAndWhere() {
        Merge nowhere = new Merge("gone", home.resolve("git/gone").toString(), "19.0");

        assertFault(
                () -> mirror("mirrors", merge("19.0"), merge("refs/pull/13/head"))
                        .fetch("together"),
                "git.no-such-commit",
                "oca refs/pull/13/head");
        assertFault(() -> mirror("mirrors", merge("19.0"), nowhere).fetch("together"), "git.unreachable", "gone 19.0");
    }

    /** What people and repositories say about merging counts for nothing: else it would be another commit elsewhere. */
    @Test
    void noSettingMakesItAnother() {
        community.write(".gitattributes", "*.py merge=union\n");
        community.commit("Both of what both change");
        community.write("sale_a/models.py", "a = 3\n").commit("Three");

        assertFault(
                () -> mirror("mirrors", merge("19.0"), ours("19.0-ours")).fetch("together"),
                "git.merge-conflict",
                "sale_a/models.py");
    }
}
