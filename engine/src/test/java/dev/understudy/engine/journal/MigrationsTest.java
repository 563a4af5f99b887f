package dev.understudy.engine.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.engine.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

    /** What PostgreSQL 15 to 18 reserve over what 14 does, as {@code pg_get_keywords()} tells. */
    private static final Set<String> NEWLY_RESERVED = Set.of("system_user");

    @TempDir
    private Path folder;

    @Test
    void noScriptSaysAWordThatANewerPostgresReserves() throws IOException {
        for (int version : Migrations.shipped()) {
            String bare = script(version)
                    .replaceAll("--.*", " ")
                    .replaceAll("'[^']*'", " ")
                    .replaceAll("\"[^\"]*\"", " ")
                    .toLowerCase(Locale.ROOT);

            assertThat(Arrays.asList(bare.split("\\W+")))
                    .as("V%s", version)
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(NEWLY_RESERVED);
        }
    }

    @Test
    void aHomeThatTheEarlierScriptMadeIsTakenAlong() throws IOException {
        String url = TestPostgres.shared().newDatabase();
        assumeTrue(version(url) < 160000, "the earlier script is refused by PostgreSQL 16 and newer");
        perform(url, earlierScripts());
        Jdbi control = Jdbi.create(url, TestPostgres.USER, TestPostgres.PASSWORD);
        control.useHandle(handle -> handle.execute("""
                insert into understudy.environment values ('production', 'LIVE', 'READY', 'us-production',
                    'odoo', 8069, 5433, 'BLUE', 'r1', 'secret', false, false, 7, now(), null)"""));

        for (int start = 1; start <= 2; start++) {
            try (ControlDatabase opened = ControlDatabase.open(url, TestPostgres.USER, TestPostgres.PASSWORD)) {
                assertThat(opened.jdbi()
                                .<String, RuntimeException>withHandle(
                                        handle -> handle.createQuery("select os_user from environment")
                                                .mapTo(String.class)
                                                .one()))
                        .isEqualTo("us-production");
            }
        }
    }

    /** What a step told before it told codes is read as it was. */
    @Test
    void whatStepsToldBeforeIsKept() throws IOException {
        String url = TestPostgres.shared().newDatabase();
        perform(url, scriptsBefore(92));
        Jdbi control = Jdbi.create(url, TestPostgres.USER, TestPostgres.PASSWORD);
        control.useHandle(handle -> {
            handle.execute("""
                    insert into understudy.run (recipe, environment, reads, release, arguments, asked_by, status, created_at)
                    values ('refresh', 'staging', '{}', '', '{}', 'bo', 'succeeded', now())""");
            handle.execute("""
                    insert into understudy.step (run, position, name, reversible, cancellable, status, detail)
                    values (1, 0, 'copy', false, true, 'succeeded', 'copied in 0.3 s, by "reflink"\n100 % of ñandú'),
                           (1, 1, 'swap', false, true, 'succeeded', '')""");
        });

        try (ControlDatabase opened = ControlDatabase.open(url, TestPostgres.USER, TestPostgres.PASSWORD)) {
            assertThat(opened.jdbi()
                            .<List<StepRecord>, RuntimeException>withHandle(handle -> requireNonNull(
                                    new StepDao(handle).ofRuns(List.of(1L)).get(1L))))
                    .extracting(step -> step.detail().in(Locale.FRENCH))
                    .containsExactly("copied in 0.3 s, by \"reflink\"\n100 % of ñandú", "");
        }
    }

    private static int version(String url) {
        return Jdbi.create(url, TestPostgres.USER, TestPostgres.PASSWORD)
                .withHandle(handle -> handle.createQuery("select current_setting('server_version_num')::int")
                        .mapTo(Integer.class)
                        .one());
    }

    /** As they were before a word in them was put in quotation marks. */
    private Path earlierScripts() throws IOException {
        for (int version : Migrations.shipped().headSet(16)) {
            String script = script(version);
            if (version == 10) {
                script = script.replaceFirst("^--.*\n", "").replace("\"system_user\" ", "system_user   ");
            }
            Files.writeString(folder.resolve(name(version)), script);
        }
        return folder;
    }

    private Path scriptsBefore(int next) throws IOException {
        for (int version : Migrations.shipped().headSet(next)) {
            Files.writeString(folder.resolve(name(version)), script(version));
        }
        return folder;
    }

    private static void perform(String url, Path scripts) {
        Flyway.configure(MigrationsTest.class.getClassLoader())
                .dataSource(url, TestPostgres.USER, TestPostgres.PASSWORD)
                .defaultSchema(ControlDatabase.SCHEMA)
                .createSchemas(true)
                .locations("filesystem:" + scripts)
                .load()
                .migrate();
    }

    private static String script(int version) throws IOException {
        try (InputStream stream =
                Migrations.class.getResourceAsStream("/dev/understudy/engine/migration/" + name(version))) {
            return new String(requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String name(int version) {
        return Migrations.names().stream()
                .filter(file -> file.startsWith("V" + version + "__"))
                .findFirst()
                .orElseThrow();
    }
}
