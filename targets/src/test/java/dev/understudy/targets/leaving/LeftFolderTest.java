package dev.understudy.targets.leaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeftFolderTest {

    private final LocalHost host = new LocalHost("local", CommandLog.NONE);

    @TempDir
    Path home;

    private Path into;
    private LeftFolder folder;

    @BeforeEach
    void name() {
        into = home.resolve("odoo");
        folder = new LeftFolder(host, into);
    }

    @Test
    void isCompleteWhenItHasItsReadme() throws IOException {
        folder.begin();
        write("data/filestore/acme/ab/abc");
        write(LeftFolder.README);
        assertThat(into.resolve(LeftFolder.README)).doesNotExist();

        folder.settle();

        assertThat(into.resolve("data/filestore/acme/ab/abc")).exists();
        assertThat(into.resolve(LeftFolder.README)).exists();
        assertThat(folder.staging()).doesNotExist();
    }

    @Test
    void goesOnWhereItWasCutOff() throws IOException {
        folder.begin();
        write("data/one");
        write(LeftFolder.README);
        // Killed when the data had its place, and the README had not.
        Files.move(folder.staging().resolve("data"), into.resolve("data"));

        folder.settle();

        assertThat(into.resolve("data/one")).exists();
        assertThat(into.resolve(LeftFolder.README)).exists();
    }

    @Test
    void isGoneWhenItIsDiscarded() throws IOException {
        folder.begin();
        write("data/one");
        write(LeftFolder.CONFIGURATION);
        Files.move(folder.staging().resolve("data"), into.resolve("data"));

        folder.discard(true);

        assertThat(into).doesNotExist();
    }

    @Test
    void oneThatWasThereStaysWithWhatEveryDiskHas() throws IOException {
        Files.createDirectories(into.resolve("lost+found"));
        assertThatCode(folder::requireEmpty).doesNotThrowAnyException();
        folder.begin();
        write("data/one");

        folder.discard(false);

        assertThat(into.resolve("lost+found")).exists();
        assertThat(folder.staging()).doesNotExist();
    }

    @Test
    void nothingOfSomebodyElsesIsTakenAway() throws IOException {
        Files.createDirectories(into.resolve("data"));

        assertThatThrownBy(folder::requireEmpty)
                .isInstanceOfSatisfying(
                        FaultException.class,
                        refused -> assertThat(refused.fault().code()).isEqualTo("leave.not-empty"));
        folder.discard(true);

        assertThat(into.resolve("data")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/my odoo", "/srv/a,b", "/srv/a'b", "/srv/50%", "/srv/a#b", "/srv/ö", "odoo", "/"})
    void aNameThatWouldHaveToBeQuotedIsRefused(String path) {
        assertThatThrownBy(() -> new LeftFolder(host, Path.of(path)).requireEmpty())
                .isInstanceOfSatisfying(
                        FaultException.class,
                        refused -> assertThat(refused.fault().code()).isEqualTo("leave.bad-folder"));
    }

    private void write(String name) throws IOException {
        Path file = folder.staging().resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, name);
    }
}
