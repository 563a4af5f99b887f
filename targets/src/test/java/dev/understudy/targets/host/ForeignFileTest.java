package dev.understudy.targets.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who may write in a folder puts there for whoever reads in it with more power. */
@Timeout(30)
final class ForeignFileTest {

    @TempDir
    Path home;

    private Path secret;
    private Path logs;

    @BeforeEach
    void secret() throws IOException {
        secret = home.resolve("token");
        Files.writeString(secret, "s3cret");
        logs = Files.createDirectory(home.resolve("logs"));
    }

    @Test
    void aFileIsReadFromItsEnd() throws IOException {
        Path log = logs.resolve("odoo.log");
        Files.writeString(log, "first\nlast\n");

        assertThat(ForeignFile.text(log, 1000)).isEqualTo("first\nlast\n");
        assertThat(ForeignFile.text(log, 5)).isEqualTo("last\n");
        assertThat(ForeignFile.exists(log)).isTrue();
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path log = Files.createSymbolicLink(logs.resolve("odoo.log"), secret);
        // What reads it without a thought is led to the secret.
        assertThat(Files.readString(log)).isEqualTo("s3cret");

        assertThat(ForeignFile.exists(log)).isFalse();
        assertThatThrownBy(() -> ForeignFile.text(log, 1000)).isInstanceOf(IOException.class);
    }

    @Test
    void nobodyWaitsForAPipe() {
        Path log = logs.resolve("odoo.log");
        new LocalHost("local", CommandLog.NONE).require(Command.of("mkfifo", log));

        assertThat(ForeignFile.exists(log)).isFalse();
        assertThatThrownBy(() -> ForeignFile.text(log, 1000)).isInstanceOf(IOException.class);
    }

    @Test
    void ofATreeNothingIsReadThatIsNotInIt() throws IOException {
        Path files = Files.createDirectories(home.resolve("data/filestore/acme/a4"));
        Files.writeString(files.resolve("a4b1"), "attachment");
        Files.createSymbolicLink(files.resolve("a4b2"), secret);
        Files.createSymbolicLink(files.resolveSibling("a5"), home);
        new LocalHost("local", CommandLog.NONE).require(Command.of("mkfifo", files.resolve("a4b3")));

        List<String> read = new ArrayList<>();
        new ForeignTree(home.resolve("data"))
                .read(
                        List.of("filestore", "acme"),
                        (name, bytes, content) ->
                                read.add(name + "=" + new String(content.readAllBytes(), StandardCharsets.UTF_8)));

        assertThat(read).containsExactly("a4/a4b1=attachment");
    }

    /** Who goes by names reads on in what is there now. */
    @Test
    void aFolderThatIsExchangedWhileItIsReadStaysTheOneThatWasOpened() throws IOException {
        Path files = Files.createDirectories(home.resolve("data/filestore/acme/a4"));
        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        for (String name : List.of("a4b1", "a4b2")) {
            Files.writeString(files.resolve(name), "attachment");
            Files.writeString(elsewhere.resolve(name), "s3cret");
        }

        List<String> read = new ArrayList<>();
        new ForeignTree(home.resolve("data")).read(List.of("filestore", "acme"), (name, bytes, content) -> {
            read.add(name + "=" + new String(content.readAllBytes(), StandardCharsets.UTF_8));
            if (read.size() == 1) {
                Files.move(files, files.resolveSibling("gone"));
                Files.createSymbolicLink(files, elsewhere);
            }
        });

        assertThat(Files.readString(files.resolve("a4b2"))).isEqualTo("s3cret");
        assertThat(read).containsExactly("a4/a4b1=attachment", "a4/a4b2=attachment");
    }

    @Test
    void aTreeInAPlaceThatLeadsElsewhereIsNone() throws IOException {
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere/acme"));
        Files.writeString(elsewhere.resolve("a"), "x");
        Files.createDirectory(home.resolve("data"));
        Files.createSymbolicLink(home.resolve("data/filestore"), home.resolve("elsewhere"));

        List<String> read = new ArrayList<>();
        new ForeignTree(home.resolve("data"))
                .read(List.of("filestore", "acme"), (name, bytes, content) -> read.add(name));

        assertThat(read).isEmpty();
    }
}
