package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody writes into a dump for whoever loads it, beyond what Odoo's role could have left in the database. Each runs a
 * program, or writes a file of the server, as soon as a superuser loads it.
 */
record HostileDump(HostileCanary canary, HostileTraps traps) {

    private static final String END = "--\n-- PostgreSQL database dump complete";
    private static final String BEFORE_ROWS = "COMMENT ON TABLE public.trap_archive IS ";
    private static final String AFTER_ROWS = "COMMENT ON TRIGGER trap_archive ON public.trap_archive IS ";

    /** The room for a statement in an archive. */
    private static final String COMMENT = "'" + "p".repeat(500) + "';";

    /** What a line to psql makes of its name. */
    private static final String LINE = "line-";

    /** What does nothing but to be there. */
    private static final String BESIDE = """
            ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC;
            CREATE TABLE public."trap\u001b[2J\u009b" (id int);
            COMMENT ON TABLE public."trap\u001b[2J\u009b" IS 'x\u001b]0;mine\u0007';
            CREATE SCHEMA information_schema2;
            CREATE SCHEMA "pg\u001b[31m";
            """;

    /** Statements that go on where they fail. */
    List<HostileTraps.Trap> statements() {
        return List.of(
                tried("program", "COPY (SELECT 1) TO PROGRAM 'cat > %s'"),
                new HostileTraps.Trap(
                        "from-program",
                        "CREATE TABLE public.trap_lines (l text);"
                                + trying("COPY public.trap_lines FROM PROGRAM 'touch %s'"
                                        .formatted(file("from-program"))),
                        ""),
                tried("file", "COPY (SELECT 1) TO '%s'"),
                tried(
                        "large-object",
                        "SELECT pg_catalog.lo_from_bytea(4242, 'x'); SELECT pg_catalog.lo_export(4242, '%s')"),
                new HostileTraps.Trap(
                        "role",
                        "SET SESSION AUTHORIZATION DEFAULT; RESET ROLE;"
                                + trying("RESET ROLE; COPY (SELECT 1) TO PROGRAM 'cat > %s'".formatted(file("role"))),
                        ""),
                new HostileTraps.Trap(
                        "event-trigger",
                        traps.body("ddl", "", "event_trigger", "event-trigger", "")
                                + "CREATE EVENT TRIGGER trap ON ddl_command_end EXECUTE FUNCTION public.trap_ddl();"
                                + "CREATE TABLE public.trap_after (id int);"
                                // It would end whatever is changed from here on.
                                + trying("DROP EVENT TRIGGER trap"),
                        ""),
                new HostileTraps.Trap(
                        "definer",
                        traps.body("definer", "", "text", "definer", "'x'::pg_catalog.text")
                                + "ALTER FUNCTION public.trap_definer() SECURITY DEFINER; SELECT public.trap_definer();",
                        ""),
                new HostileTraps.Trap(
                        "built-in-cast",
                        traps.body("uuid", "int", "uuid", "built-in-cast", "NULL::pg_catalog.uuid")
                                + "CREATE CAST (int AS uuid) WITH FUNCTION public.trap_uuid(int);"
                                + trying("SELECT 1::pg_catalog.uuid"),
                        ""),
                new HostileTraps.Trap(
                        "foreign",
                        "CREATE EXTENSION file_fdw WITH SCHEMA public;"
                                + "CREATE SERVER \"trap\u001b[2J\" FOREIGN DATA WRAPPER file_fdw;"
                                + "CREATE FOREIGN TABLE public.trap_foreign (l text) SERVER \"trap\u001b[2J\""
                                + " OPTIONS (program 'touch " + file("foreign") + "');"
                                + trying("SELECT pg_catalog.count(*) FROM public.trap_foreign"),
                        ""));
    }

    /** Lines to psql. */
    List<String> lines() {
        return List.of(
                "\\! touch " + file(LINE + "shell"),
                "\\copy (SELECT 1) TO PROGRAM 'cat > " + file(LINE + "copy") + "'",
                "\\o |cat > " + file(LINE + "output") + "\nSELECT 1;\n\\o",
                "SELECT 1 \\g |cat > " + file(LINE + "go"),
                "\\set x `touch " + file(LINE + "set") + "`");
    }

    /** All statements, as a dump has them. */
    String text() {
        StringBuilder text = new StringBuilder();
        statements().forEach(trap -> text.append(trap.set()).append("\n"));
        return text + HostileTraps.SETTINGS + BESIDE;
    }

    /** Writes statements and lines into the dump of a backup that somebody may have. */
    void craft(Path backup, String first, String last, Path into) throws IOException {
        Files.copy(backup, into, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem zip = FileSystems.newFileSystem(into)) {
            Path dump = zip.getPath("dump.sql");
            String text = Files.readString(dump);
            assertThat(text).contains(END);
            Files.writeString(dump, first + "\n" + text.replace(END, last + "\n" + END));
            Files.delete(zip.getPath("understudy/checksums.json"));
        }
    }

    /** The attacks that succeed where a superuser loads it, as Odoo's own restore does it on many machines. */
    List<String> unwalled(Host host) throws IOException {
        Path folder = Files.createTempDirectory("us");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (HostileCanary other = new HostileCanary(host);
                Unwalled server = new Unwalled(host)) {
            HostileDump set = new HostileDump(other, new HostileTraps(other));
            server.asSuperuser(room());
            Path archive = folder.resolve("archive");
            server.archive(archive);
            set.patch(archive);
            server.loadArchive(archive);
            server.load(
                    Files.writeString(folder.resolve("dump.sql"), set.text() + String.join("\n", set.lines()) + "\n"));
            return other.sung();
        } finally {
            host.delete(folder);
        }
    }

    /** The names of all. */
    static List<String> names() {
        return Stream.of(
                        List.of("archive-after", "archive-before"),
                        List.of("built-in-cast", "definer", "event-trigger", "file", "foreign", "from-program"),
                        List.of("large-object", "line-copy", "line-go", "line-output", "line-set", "line-shell"),
                        List.of("program", "role"))
                .flatMap(List::stream)
                .toList();
    }

    /** Makes room in a database for statements in an archive of it. */
    static String room() {
        return "CREATE TABLE public.trap_archive (id int);"
                + "CREATE TRIGGER trap_archive BEFORE UPDATE ON public.trap_archive FOR EACH ROW"
                + " EXECUTE FUNCTION pg_catalog.suppress_redundant_updates_trigger();" + BEFORE_ROWS + COMMENT
                + AFTER_ROWS
                + COMMENT;
    }

    /** Writes statements into the table of contents of an archive, in the place of comments. */
    void patch(Path archive) throws IOException {
        String bytes = Files.readString(archive, StandardCharsets.ISO_8859_1);
        bytes = patched(bytes, BEFORE_ROWS + COMMENT, "archive-before");
        bytes = patched(bytes, AFTER_ROWS + COMMENT, "archive-after");
        Files.writeString(archive, bytes, StandardCharsets.ISO_8859_1);
    }

    private String patched(String archive, String room, String name) {
        assertThat(archive).contains(room);
        String statement =
                trying("COPY (SELECT 1) TO PROGRAM 'cat > " + file(name) + "'").strip();
        return archive.replace(room, statement + " ".repeat(room.length() - statement.length()));
    }

    private HostileTraps.Trap tried(String name, String statement) {
        return new HostileTraps.Trap(name, trying(statement.formatted(file(name))), "");
    }

    private static String trying(String statements) {
        StringBuilder tried = new StringBuilder("DO $do$ BEGIN ");
        for (String statement : statements.split("; ", -1)) {
            tried.append("EXECUTE $it$").append(statement).append("$it$; ");
        }
        return tried + "EXCEPTION WHEN OTHERS THEN NULL; END $do$;\n";
    }

    private Path file(String attack) {
        return canary.file(attack);
    }
}
