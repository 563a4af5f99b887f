package dev.understudy.targets.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.targets.host.Recording;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A mirror of a repository that is too big to have all of it. */
@Timeout(120)
class AskedMirrorTest {

    @TempDir
    Path home;

    private Source source;
    private GitMirror mirror;
    private String first;
    private String second;

    @BeforeEach
    void repository() {
        source = new Source(home.resolve("odoo"));
        first = source.write("odoo-bin", "1\n")
                .write("addons/sale/__manifest__.py", "{}\n")
                .commit("First");
        second = source.write("odoo-bin", "2\n").commit("Second");
        source.git("branch", "19.0");
        source.git("tag", "19.0-old", first);
        source.git("branch", "other");
        mirror = new GitMirror(
                new Recording(),
                home.resolve("mirrors/odoo.git"),
                "odoo",
                source.folder().toString(),
                GitWalls.NONE,
                GitMirror.Extent.ASKED);
    }

    @Test
    void hasTheCommitThatWasAskedForAndNotItsHistory() {
        mirror.fetch("19.0");

        assertThat(mirror.resolve("19.0")).isEqualTo(second);
        assertThat(mirror.log("", "19.0")).hasSize(1);
        assertThat(mirror.files("19.0")).containsExactly("addons/sale/__manifest__.py", "odoo-bin");
        assertThatThrownBy(() -> mirror.resolve("other")).hasMessageContaining("other");
    }

    @Test
    void comparesTwoCommitsOfWhichNeitherHasItsHistory() {
        mirror.fetch("19.0-old");
        mirror.fetch("19.0");

        assertThat(Source.diff(mirror, first, second)).contains("-1", "+2");
        assertThat(mirror.log(first, second))
                .singleElement()
                .satisfies(commit -> assertThat(commit.subject()).isEqualTo("Second"));
    }

    @Test
    void aRepositoryIsMadeOfWhatItHas() {
        mirror.fetch("19.0-old");
        mirror.fetch("19.0");
        Path clone = home.resolve("left/odoo");

        mirror.writeClone(first, "19.0", clone);

        assertThat(clone.resolve("odoo-bin")).hasContent("1");
        assertThat(source.git("-C", clone.toString(), "rev-parse", "HEAD")).isEqualTo(first);
        assertThat(source.git("-C", clone.toString(), "status", "--porcelain")).isEmpty();
    }

    @Test
    void takesACommitThatNoBranchLeadsTo() {
        String lost = source.git("commit-tree", "-m", "Lost", "HEAD^{tree}");

        mirror.fetch(lost);

        assertThat(mirror.resolve(lost)).isEqualTo(lost);
    }

    @Test
    void keepsACommitThatABranchWasForcedAwayFrom() {
        mirror.fetch("19.0");
        source.git("checkout", "--quiet", "-B", "19.0", first);
        String third = source.write("odoo-bin", "3\n").commit("Instead of the second");
        source.git("reflog", "expire", "--expire=now", "--all");
        source.git("branch", "-D", "other", "main");
        source.git("gc", "--quiet", "--prune=now");

        mirror.fetch("19.0");
        mirror.fetch(second);

        assertThat(mirror.resolve("19.0")).isEqualTo(third);
        assertThat(mirror.resolve(second)).isEqualTo(second);
        mirror.export(second, home.resolve("code/odoo"));
        assertThat(home.resolve("code/odoo/odoo-bin")).hasContent("2");
    }

    @Test
    void takesABranchThatBecameAnotherKindOfName() {
        source.git("branch", "19.0-fix/one");
        mirror.fetch("19.0-fix/one");
        source.git("branch", "-D", "19.0-fix/one");
        source.git("branch", "19.0-fix");

        mirror.fetch("19.0-fix");

        assertThat(mirror.resolve("19.0-fix")).isEqualTo(second);
    }

    @Test
    void saysWhatIsNotThere() {
        assertThatThrownBy(() -> mirror.fetch("21.0")).hasMessageContaining("21.0");
        assertThatThrownBy(() -> mirror.fetch("0123456789012345678901234567890123456789"))
                .hasMessageContaining("0123456789012345678901234567890123456789");
        assertThat(Files.exists(home.resolve("mirrors/odoo.git"))).isTrue();
    }
}
