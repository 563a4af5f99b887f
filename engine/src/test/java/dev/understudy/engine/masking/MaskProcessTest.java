package dev.understudy.engine.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.model.config.MaskSettings;
import dev.understudy.model.config.MaskSettings.As;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.odoo.mask.MaskKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy is masked beside the service, which is told how far it is and what went wrong. */
class MaskProcessTest {

    private static final byte[] KEY = "the key of one project, 32 bytes".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path room;

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());

    @BeforeEach
    void odoo() {
        database.script("""
                CREATE TABLE ir_model (model text, name text, state text);
                CREATE TABLE ir_model_fields (
                  model text, name text, ttype text, state text, field_description text, help text);
                CREATE TABLE ir_config_parameter (id serial PRIMARY KEY, key text UNIQUE, value text);
                CREATE TABLE res_partner (id serial PRIMARY KEY, name text, comment text);
                INSERT INTO res_partner (name, comment) VALUES ('Quirin Krakelheim', 'Knows Quirin Krakelheim');
                """);
    }

    private MaskReport mask(MaskSettings settings, Consumer<String> progress) {
        MaskOrder order = new MaskOrder(settings, new MaskKey(KEY), "run-1", room, room, Instant.EPOCH);
        return new MaskProcess().mask(database, order, progress);
    }

    private static List<ProcessHandle> beside() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }

    @Test
    void itMasksAsTheServiceWouldAndTellsHowFarItIs() {
        List<String> told = new ArrayList<>();
        MaskReport report = mask(MaskSettings.DEFAULT, told::add);
        String beside = database.rows("SELECT name, comment FROM res_partner").toString();

        assertThat(beside).doesNotContain("Krakelheim", "Quirin");
        assertThat(report.proof().found()).isEmpty();
        assertThat(report.at()).isEqualTo(Instant.EPOCH);
        assertThat(told).anyMatch(line -> line.startsWith("res_partner: "));
        Direct again = new Direct(TestPostgres.shared().newDatabase());
        again.script("""
                CREATE TABLE ir_model (model text, name text, state text);
                CREATE TABLE ir_model_fields (
                  model text, name text, ttype text, state text, field_description text, help text);
                CREATE TABLE res_partner (id serial PRIMARY KEY, name text, comment text);
                INSERT INTO res_partner (name, comment) VALUES ('Quirin Krakelheim', 'Knows Quirin Krakelheim');
                """);
        new Masking()
                .mask(
                        again,
                        new MaskOrder(MaskSettings.DEFAULT, new MaskKey(KEY), "run-1", room, room, Instant.EPOCH),
                        line -> {});
        assertThat(again.rows("SELECT name, comment FROM res_partner")).hasToString(beside);
    }

    @Test
    void whatIsWrongIsToldAsInTheService() {
        assertThatThrownBy(() -> mask(
                        new MaskSettings(List.of(), Map.of("x_visit.gone", As.TEXT), List.of(), Duration.ZERO),
                        line -> {}))
                .hasMessageContaining("mask.no-such-column")
                .hasMessageContaining("x_visit.gone");
    }

    @Test
    void oneThatIsKilledIsToldAndTheCopyBeginsAnew() {
        List<ProcessHandle> before = beside();

        // Only the end of all work is not told of: the copy is masked by then, and not proven.
        assertThatThrownBy(() -> mask(MaskSettings.DEFAULT, line -> {
                    if (line.startsWith("masked")) {
                        beside().stream()
                                .filter(process -> !before.contains(process))
                                .forEach(ProcessHandle::destroyForcibly);
                    }
                }))
                .hasMessageContaining("mask.ended");
        assertThatThrownBy(() -> mask(MaskSettings.DEFAULT, line -> {})).hasMessageContaining("mask.cut-off");
    }

    @Test
    void whoCancelsEndsIt() {
        List<ProcessHandle> before = beside();

        assertThatThrownBy(() -> mask(MaskSettings.DEFAULT, line -> {
                    throw new IllegalStateException("cancelled");
                }))
                .hasMessage("cancelled");
        assertThat(beside()).isSubsetOf(before);
    }

    @Test
    void nothingSecretStandsOnItsCommandLine() {
        List<ProcessHandle> before = beside();
        List<String> lines = new ArrayList<>();
        mask(
                MaskSettings.DEFAULT,
                line -> beside().stream()
                        .filter(process -> !before.contains(process))
                        .forEach(process -> lines.add(commandLine(process))));

        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .contains("MaskProgram")
                        .doesNotContain(
                                new MaskKey(KEY).secret(),
                                "jdbc:",
                                database.entry().database() + "\0"));
    }

    /** The whole of it; {@link ProcessHandle.Info} knows its first 4096 characters. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** With no more memory than it has for any copy. */
    @Test
    @Tag("long")
    void aMailOfTwoHundredMegabytesIsCutOffAndMasked() {
        database.script("INSERT INTO res_partner (name, comment) SELECT 'Long', repeat(repeat('consectetur ', 38)"
                + " || ' by Quirin Krakelheim, said <b>he</b>. ', 420000)");
        assertThat(database.rows("SELECT octet_length(comment) > 200000000 FROM res_partner WHERE name = 'Long'"))
                .containsExactly(List.of("t"));

        assertThat(mask(MaskSettings.DEFAULT, line -> {}).proof().found()).isEmpty();

        assertThat(database.rows(
                        "SELECT max(length(comment)) BETWEEN 900000 AND 1200000, bool_or(comment LIKE '%Krakelheim%')"
                                + " FROM res_partner"))
                .containsExactly(List.of("t", "f"));
    }
}
