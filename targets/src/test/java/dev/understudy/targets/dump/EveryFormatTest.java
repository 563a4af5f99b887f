package dev.understudy.targets.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.Database;
import dev.understudy.targets.postgres.PostgresBinaries;
import dev.understudy.targets.postgres.TestClusters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One nasty database, in every form that a dump has, comes back as it was. */
@Timeout(300)
class EveryFormatTest {

    private static final LocalHost HOST = new LocalHost("local", CommandLog.NONE);
    private static final Map<String, List<List<String>>> EXPECTED = new HashMap<>();

    private static TestClusters test;
    private static Cluster source;
    private static Cluster target;
    private static Path folder;

    @BeforeAll
    static void fill() throws Exception {
        test = new TestClusters();
        source = test.running("source", Purpose.COPY);
        target = test.running("target", Purpose.COPY);
        Database superuser = test.superuser(source, "odoo");
        NastyDatabase.fill(superuser);
        for (String question : NastyDatabase.QUESTIONS) {
            EXPECTED.put(question, superuser.rows(question));
        }
        folder = Files.createDirectory(test.home.resolve("dumps"));
        // Whoever reads dumps can read this one only when it is given to him.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(folder.resolve("filestore/acme/aa"));
        Files.writeString(folder.resolve("filestore/acme/aa/aa00000000000000000000000000000000000001"), "one");
    }

    @AfterAll
    static void remove() {
        test.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "custom", "directory", "tar", "plain", "clean", "latin1", "plain.gz", "plain.zst", "plain.bz2",
                "plain.xz", "custom.gz", "sh.tar.zst", "folder", "odoo.zip"
            })
    void comesBackAsItWas(String form) throws Exception {
        Path brought = bring(form);
        Path staging = test.home.resolve("staging-" + form);

        Parcel parcel = new Parcels(HOST, test.clusters.clientUser()).open(brought, null, staging);
        List<LoadNote> notes = new DumpLoader(HOST)
                .load(parcel.dump(), test.clusters.dumpHost(target, "new"), staging, line -> {});

        Database loaded = test.clusters.database(target, "new").owner();
        for (String question : NastyDatabase.QUESTIONS) {
            assertThat(loaded.rows(question)).as(question).isEqualTo(EXPECTED.get(question));
        }
        assertThat(notes.stream().map(LoadNote::shown))
                .as(notes.toString())
                .anyMatch(note -> note.startsWith("left out: event trigger note_ddl"))
                .anyMatch(note -> note.startsWith("left out: publication dbz_publication"))
                .anyMatch(note -> note.startsWith("left out: subscription from_elsewhere"))
                .anyMatch(note -> note.startsWith("left out: extension dblink"))
                .anyMatch(note -> note.startsWith("left out: foreign table "))
                .anyMatch(note -> note.startsWith("left out: view public.stock_there"))
                .anyMatch(note -> note.startsWith("changed: function public.f_unaccent(text)")
                        || note.startsWith("changed: function f_unaccent(text)"))
                .anyMatch(note -> note.contains("owned by acme_admin"))
                .anyMatch(note -> note.contains("rights of other roles"));
        assertThat(loaded.rows("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname IN ('public', 'reporting')"))
                .containsExactly(List.of("odoo"));
        if (List.of("sh.tar.zst", "folder", "odoo.zip").contains(form)) {
            assertThat(parcel.filestores()).hasSize(1);
            assertThat(parcel.filestores().getFirst().resolve("aa/aa00000000000000000000000000000000000001"))
                    .hasContent("one");
        }
        test.clusters.dumpHost(target, "new").empty();
    }

    private static Path bring(String form) {
        return switch (form) {
            case "custom" -> dump("dump.zip", "--format=custom");
            case "directory" -> dump("a directory", "--format=directory");
            case "tar" -> dump("dump", "--format=tar");
            case "plain" -> dump("dump.backup");
            case "clean" -> dump("clean.sql", "--clean", "--create", "--if-exists");
            case "latin1" -> dump("latin9.sql", "--encoding=LATIN9");
            case "plain.gz" -> packed("gzip", dump("plain-gz"));
            case "plain.zst" -> packed("zstd", dump("plain-zst"));
            case "plain.bz2" -> packed("bzip2", dump("plain-bz2"));
            case "plain.xz" -> packed("xz", dump("plain-xz"));
            case "custom.gz" -> packed("gzip", dump("custom-gz", "--format=custom"));
            case "sh.tar.zst" -> {
                packed("gzip", dump("dump.sql"));
                run("cd " + folder + " && tar -cf sh.tar --transform 's,dump.sql.packed,dump.sql.gz,' dump.sql.packed filestore"
                        + " && zstd -q sh.tar -o sh");
                yield folder.resolve("sh");
            }
            case "folder" -> {
                run("mkdir -p " + folder + "/whole && cp -r " + folder + "/filestore " + folder + "/whole");
                yield dump("whole/anything.dump", "--format=custom").resolveSibling("");
            }
            default -> {
                run("mkdir -p " + folder + "/odoo");
                dump("odoo/dump.sql");
                run("cd " + folder + "/odoo && cp -r ../filestore/acme filestore && python3 -m zipfile -c ../odoo.zip dump.sql filestore");
                yield folder.resolve("odoo.zip");
            }
        };
    }

    private static Path dump(String name, String... options) {
        List<String> argv = new ArrayList<>(List.of(
                new PostgresBinaries(HOST).newest().resolve("pg_dump").toString(),
                "--host=127.0.0.1",
                "--port=" + source.port(),
                "--username=understudy",
                "--file=" + folder.resolve(name)));
        argv.addAll(List.of(options));
        argv.add("odoo");
        HOST.require(Command.of(argv));
        return folder.resolve(name);
    }

    private static Path packed(String program, Path file) {
        run(program + " -c < '" + file + "' > '" + file + ".packed'");
        return file.resolveSibling(file.getFileName() + ".packed");
    }

    private static CommandResult run(String script) {
        return HOST.require(Command.of("bash", "-c", script));
    }
}
