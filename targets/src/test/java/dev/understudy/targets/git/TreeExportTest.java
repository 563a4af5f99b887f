package dev.understudy.targets.git;

import static dev.understudy.targets.git.Faults.assertFault;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.targets.host.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class TreeExportTest {

    private final Recording host = new Recording();

    @TempDir
    Path home;

    private Source source;
    private GitMirror mirror;
    private Path code;

    @BeforeEach
    void repository() {
        source = new Source(home.resolve("source"));
        source.write("sale_acme/__manifest__.py", "{'name': 'Sales'}\n")
                .write("sale_acme/static/new\nline ñ.js", "1")
                .commit("Add the sales");
        mirror = new GitMirror(
                host, home.resolve("mirrors/sales.git"), "sales", "file://" + source.folder(), GitWalls.NONE);
        mirror.fetch("main");
        code = home.resolve("code/r1/sales");
    }

    private void export() {
        mirror.fetch("main");
        mirror.export("main", code);
    }

    @Test
    void writesTheTreeAsItIs() throws IOException {
        source.write("bin/run.sh", "#!/bin/sh\n");
        assertThat(source.folder().resolve("bin/run.sh").toFile().setExecutable(true))
                .isTrue();
        source.commit("Add a script");

        export();

        assertThat(code.resolve("sale_acme/__manifest__.py")).hasContent("{'name': 'Sales'}\n");
        assertThat(code.resolve("sale_acme/static/new\nline ñ.js")).hasContent("1");
        assertMode("sale_acme", "rwxr-xr-x");
        assertMode("sale_acme/__manifest__.py", "rw-r--r--");
        assertMode("bin/run.sh", "rwxr-xr-x");
        assertMode("", "rwxr-xr-x");
        try (Stream<Path> files = Files.walk(code)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(3);
        }
        assertNoLeftovers();
    }

    /** Odoo names what browsers keep by the times of files. */
    @Test
    void whatAReleaseLeavesAsItWasKeepsItsTime() throws IOException {
        source.write("sale_acme/static/other.js", "1").commit("Add another");
        export();
        FileTime one = time("sale_acme/static/new\nline ñ.js");
        FileTime other = time("sale_acme/static/other.js");
        assertThat(one.toInstant()).isEqualTo(Source.AT);
        assertThat(other).as("made later, by the same clock").isGreaterThan(one);

        source.write("sale_acme/static/new\nline ñ.js", "2").commit("Change one");
        code = home.resolve("code/r2/sales");
        export();

        assertThat(time("sale_acme/static/new\nline ñ.js")).isGreaterThan(other);
        assertThat(time("sale_acme/static/other.js")).isEqualTo(other);
    }

    /** A branch may be older than what it is merged into. */
    @Test
    void whatIsMergedIsAsNewAsItsMerge() throws IOException {
        String base = source.git("rev-parse", "HEAD");
        source.write("sale_acme/static/late.js", "1").commit("Add one that is late");
        source.git("checkout", "--quiet", "-b", "hotfix", base);
        source.write("sale_acme/__manifest__.py", "{'name': 'Sale'}\n").commit("Mend the name");
        source.git("checkout", "--quiet", "main");
        source.git("merge", "--quiet", "--no-ff", "--message=Merge", "hotfix");

        export();

        assertThat(time("sale_acme/__manifest__.py")).isGreaterThan(time("sale_acme/static/late.js"));
    }

    /** What once was a file may be a link to a folder of the machine's in a release that is refused for it, or within the tree. */
    @Test
    void whereALinkLeadsNothingIsTouched() throws IOException {
        source.write("real/data.txt", "1").write("linked/data.txt", "1").commit("Add two folders");
        source.git("rm", "-r", "--quiet", "linked");
        source.link("linked", "real").write("real/more.txt", "2").commit("Link one to the other");

        export();

        assertThat(code.resolve("linked")).isSymbolicLink();
        assertThat(time("real/data.txt")).isLessThan(time("real/more.txt"));
    }

    private FileTime time(String path) throws IOException {
        return Files.getLastModifiedTime(code.resolve(path));
    }

    private void assertMode(String path, String mode) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(code.resolve(path))))
                .isEqualTo(mode);
    }

    private void assertNoLeftovers() throws IOException {
        try (Stream<Path> beside = Files.list(code.resolveSibling(""))) {
            assertThat(beside.filter(path -> !path.equals(code))).isEmpty();
        }
        assertThat(home.resolve("mirrors/.sales.git.tar")).doesNotExist();
    }

    @Test
    void leavesAnExportAloneThatIsThere() throws IOException {
        export();
        Path file = code.resolve("sale_acme/__manifest__.py");
        Files.writeString(file, "as it was");
        int before = host.commands().size();

        mirror.export("main", code);

        assertThat(file).hasContent("as it was");
        assertThat(host.commands().subList(before, host.commands().size()))
                .noneMatch(line -> line.contains("archive") || line.contains("--extract"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive", "tar --extract", "realpath", "sync", "mv "})
    void startsAfreshAfterItWasKilled(String at) throws IOException {
        host.breakAt(line -> line.contains(at));
        assertThatThrownBy(this::export).isInstanceOf(Recording.Killed.class);
        assertThat(code).doesNotExist();
        host.breakAt(line -> false);
        // What a kill of the whole process leaves, as it cannot tidy up.
        Path leftover = Files.createDirectories(code.resolveSibling(".sales.new/sale_acme"));
        Files.writeString(leftover.resolve("leftover"), "x");
        Files.writeString(home.resolve("mirrors/.sales.git.tar"), "half a t");

        export();

        assertThat(mirror.files("main"))
                .allSatisfy(file -> assertThat(code.resolve(file)).exists());
        assertThat(code.resolve("sale_acme/leftover")).doesNotExist();
        assertNoLeftovers();
    }

    @Test
    void writesTheBytesOfTheCommitWhateverItsAttributesSay() {
        source.write(".gitattributes", "tests export-ignore\n*.txt export-subst eol=crlf\n*.py filter=evil ident\n")
                .write("tests/test_sale.py", "# $Id$\n")
                .write("version.txt", "$Format:%H$\nsecond\n")
                .commit("Add attributes");

        export();

        assertThat(code.resolve("tests/test_sale.py")).hasContent("# $Id$\n");
        assertThat(code.resolve("version.txt")).hasBinaryContent("$Format:%H$\nsecond\n".getBytes(UTF_8));
    }

    @Test
    void keepsLinksThatStayInside() throws IOException {
        source.link("setup/sale_acme", "../sale_acme")
                .link("dangling", "nowhere")
                .commit("Add links");

        export();

        assertThat(Files.readSymbolicLink(code.resolve("setup/sale_acme"))).isEqualTo(Path.of("../sale_acme"));
        assertThat(code.resolve("setup/sale_acme/__manifest__.py")).exists();
        assertThat(Files.exists(code.resolve("dangling"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no/such/place", "..", "../../sales-other", "sale_acme/static/deep/../x", "loop/../../x"})
    void refusesLinksThatLeadOutside(String target) {
        // A link to the top makes "deep/.." the folder above the tree, though it reads as one within.
        source.link("sale_acme/static/deep", "../..").link("the link", target).commit("Add a link");
        mirror.fetch("main");

        assertFault(() -> mirror.export("main", code), "git.link-outside", "sales", "the link");
        assertThat(code).doesNotExist();
        assertThat(code.resolveSibling(".sales.new")).doesNotExist();
    }
}
