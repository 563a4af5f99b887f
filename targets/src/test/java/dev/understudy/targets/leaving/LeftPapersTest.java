package dev.understudy.targets.leaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftPapersTest {

    private static final Path INTO = Path.of("/srv/odoo");

    @Test
    void aRootOfItsOwnIsEnteredByTheUnit() {
        String unit = papers(false, true, Map.of()).unit();

        assertThat(unit.lines())
                .contains(
                        "User=odoo",
                        "RootDirectory=/srv/odoo/root",
                        "BindPaths=/srv/odoo/data",
                        "BindPaths=\"-/srv/edi in\"",
                        "Environment=PYTHONPATH=/srv/odoo/python/0",
                        "ExecStart=/usr/bin/odoo --config=/srv/odoo/odoo.conf");
        assertThat(unit).doesNotContain("understudy");
    }

    @Test
    void systemdKnowsAllThatTheUnitSays(@TempDir Path folder) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")));
        Path unit = folder.resolve("odoo.service");
        Files.writeString(unit, papers(false, true, Map.of()).unit());

        CommandResult said =
                new LocalHost("local", CommandLog.NONE).run(Command.of("systemd-analyze", "verify", "--man=no", unit));

        // The program is not there.
        assertThat(said.err().lines().filter(line -> line.startsWith(unit.toString())))
                .isEmpty();
    }

    @Test
    void anOdooOfTheMachineIsStartedWhereItIs() {
        assertThat(papers(false, false, Map.of()).unit()).doesNotContain("RootDirectory", "Bind");
    }

    @Test
    void whatASuperuserMakesIsMadeBeforehand() {
        LeftPapers papers = papers(false, true, Map.of("unaccent", "public"));

        assertThat(papers.extensions()).isEqualTo("""
                        CREATE EXTENSION IF NOT EXISTS "unaccent" WITH SCHEMA "public";
                        ALTER FUNCTION "public".unaccent(text) IMMUTABLE;
                        """);
        assertThat(papers.readme())
                .containsSubsequence(
                        "createuser odoo", "createdb", "extensions.sql", "pg_restore", "enable --now odoo");
    }

    @Test
    void theReadmeSaysWhichOfTheTwoItIs() {
        assertThat(papers(false, true, Map.of()).readme())
                .contains("It is live", "2026-11-30 08:00 UTC", "apt-get install postgresql postgresql-15-pgvector\n")
                .doesNotContain("This is a copy", "%%");
        assertThat(papers(true, true, Map.of()).readme())
                .contains("This is a copy")
                .doesNotContain("It is live");
    }

    private static LeftPapers papers(boolean copy, boolean root, Map<String, String> extensions) {
        return new LeftPapers(new LeftInstallation(
                "acme",
                INTO,
                copy,
                Instant.parse("2026-11-30T08:00:00Z"),
                new LeftInstallation.Odoo(
                        "19.0", "debian:19.0", root, List.of("/usr/bin/odoo"), List.of(INTO.resolve("python/0"))),
                new LeftInstallation.Data(
                        "acme",
                        new LeftData.Nature(15, "C.UTF-8", "C.UTF-8", extensions),
                        List.of("postgresql-15-pgvector")),
                List.of(new LeftInstallation.Repository("sales", Optional.of("https://git.example/sales"), "abc")),
                List.of(Path.of("/srv/edi in"))));
    }
}
