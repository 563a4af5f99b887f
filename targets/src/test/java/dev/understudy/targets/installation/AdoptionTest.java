package dev.understudy.targets.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.model.audit.Adopted;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.ForeignTree;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.Visited;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever administers an Odoo can put into its folders for who takes it along as root. */
class AdoptionTest {

    @TempDir
    private Path folder;

    private Path theirs;
    private Path secret;

    @BeforeEach
    void anOdooBesideASecret() throws IOException {
        theirs = Files.createDirectories(folder.resolve("theirs/ab"));
        secret = Files.createDirectory(folder.resolve("secret"));
        Files.writeString(secret.resolve("key"), "s3cret");
        Files.writeString(theirs.resolve("abcd"), "attachment");
        Files.createSymbolicLink(theirs.resolve("abce"), secret.resolve("key"));
        Files.createSymbolicLink(theirs.resolveSibling("ac"), secret);
    }

    @Test
    void aFilestoreComesAlongWithoutWhatLinksLeadTo() throws IOException {
        Path copy = folder.resolve("copy");
        FilestoreMirror mirror = new FilestoreMirror(new ForeignTree(folder.resolve("theirs")), copy);

        assertThat(mirror.bringOver()).isEqualTo(1);

        assertThat(copy.resolve("ab/abcd")).hasContent("attachment");
        assertThat(copy.resolve("ab/abce")).doesNotExist();
        assertThat(copy.resolve("ac")).doesNotExist();
        Files.writeString(theirs.resolve("abcf"), "later");
        assertThat(mirror.bringOver()).as("what is new alone").isEqualTo(1);
    }

    @Test
    void aFilestoreThatLeadsToAFolderOfAnotherIsNotTaken() throws IOException {
        assumeTrue(Files.getOwner(folder).getName().equals("root"), "only root has folders that others may not read");
        Path filestore =
                Files.createSymbolicLink(folder.resolve("filestore"), secret).toRealPath();
        ForeignTree tree = new ForeignTree(
                filestore,
                FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

        assertThatThrownBy(() -> new FilestoreMirror(tree, folder.resolve("copy")).bringOver())
                .hasMessageContaining("belongs to root");

        assertThat(folder.resolve("copy")).isEmptyDirectory();
    }

    @Test
    void oneCopyIntoAFolderAtATime() throws IOException {
        try (CopyLock _ = CopyLock.take(folder)) {
            assertThatThrownBy(() -> CopyLock.take(folder)).hasMessageContaining("adopt.being-copied");
        }
        CopyLock.take(folder).close();
    }

    @Test
    void codeComesAlongWithoutWhatLinksLeadTo() throws IOException {
        Files.writeString(theirs.resolve("x.pyc"), "x");

        CodeTaken.copy(folder.resolve("theirs"), folder.resolve("code"));

        assertThat(folder.resolve("code/ab"))
                .isDirectoryContaining("glob:**abcd")
                .isDirectoryNotContaining("glob:**{abce,pyc}");
        assertThat(folder.resolve("code/ac")).doesNotExist();
    }

    /** A name of its engine's network means nothing here. */
    @Test
    void ofAContainerThatNoEngineTellsOfNoSettingsAreKept() throws IOException {
        Found found = odoo(new Place(folder), true, "db");

        Adopted.Served served = adoption().served(found, database("db"), folder.resolve("theirs"), folder);

        assertThat(served.config()).isEmpty();
        assertThat(folder.resolve("odoo.conf")).doesNotExist();
        assertThat(served.doubts()).anySatisfy(doubt -> assertThat(doubt).contains("no engine here tells of"));
    }

    @Test
    void ofOneInAnotherRootWhoseNetworkIsOursTheyAre() throws IOException {
        Found found = odoo(new Place(folder), false, "127.0.0.1");

        Adopted.Served served = adoption().served(found, database("127.0.0.1"), folder.resolve("theirs"), folder);

        assertThat(served.config()).isEqualTo(folder.resolve("odoo.conf").toString());
        assertThat(folder.resolve("odoo.conf")).content().contains("db_host = 127.0.0.1");
    }

    private static Adoption adoption() {
        return new Adoption(new LocalHost("local", CommandLog.NONE), InstantSource.system(), Map.of());
    }

    private static Visited database(String server) {
        return new Visited(server, 5432, "acme", "odoo", "s3cret", "prefer", List.of());
    }

    private static Found odoo(Place place, boolean apart, String server) {
        OdooProcess process = new OdooProcess(
                ProcessHandle.current().pid(), List.of("odoo"), Map.of(), "/", "/usr/bin/python3", 0, 0, place, apart);
        return new Found(
                AuditReport.Kind.SOURCE,
                place,
                Optional.of(process),
                Optional.empty(),
                "/etc/odoo/odoo.conf",
                Map.of("db_host", server),
                Map.of(),
                "odoo",
                "/var/lib/odoo",
                "",
                List.of());
    }

    /** From its own session it cannot type into the terminal of whoever looks. */
    @Test
    void aProgramThatRunsAsAnotherHasNoTerminal() {
        assertThat(DatabaseAddress.of("postgresql:///acme", Map.of()).relay()).startsWith("setsid");
        assertThat(DatabaseAddress.of("postgresql:///acme", Map.of()).relay()).containsSequence(List.of("-I", "-S"));
    }
}
