package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static dev.understudy.it.SampleProduction.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Main;
import dev.understudy.model.home.Home;
import dev.understudy.model.run.RunView;
import dev.understudy.targets.host.SystemUsers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Terminals at a staging and a production on real Odoo 19, by the command line. */
@Tag("long")
@ExtendWith(SharedProduction.class)
@Timeout(1200)
class TerminalIT {

    private final SampleProduction sample;

    @TempDir
    Path folder;

    TerminalIT(SampleProduction sample) {
        this.sample = sample;
    }

    @Test
    void itIsTheEnvironmentsOwnAndEndsWithARun() throws Exception {
        RunView made = sample.api().perform(STAGING, "refresh", Map.of());
        assertThat(made.status()).as(sample.api().told(made)).isEqualTo("succeeded");
        String user = SystemUsers.ofEnvironment(sample.service().home().first().directory(), STAGING);

        String psql = typed(0, """
                SELECT 'answer-' || (count(*) > 0) FROM res_users;
                SELECT 'super-' || usesuper FROM pg_user WHERE usename = current_user;
                \\! id -un
                """, "psql", STAGING);
        assertThat(psql).contains("answer-true", "super-false", user);

        String service = Integer.toString(sample.service().home().port());
        String shell = typed(0, """
                id -un
                cat %s/token || echo no-$((1 + 1))-token
                (exec 3<>/dev/tcp/127.0.0.1/%s) 2>/dev/null || echo no-$((1 + 1))-service
                tr '\\0' '\\n' </proc/self/environ | grep -c UNDERSTUDY_HOME
                touch /etc/of-mine || echo no-$((1 + 1))-write
                """.formatted(sample.service().home().directory(), service), "shell", STAGING);
        assertThat(shell).contains(user, "no-2-token", "no-2-service", "no-2-write");

        String odoo = typed(0, "print('users-%d' % (env['res.users'].search_count([]) > 0))\n", "odoo-shell", STAGING);
        assertThat(odoo).contains("users-1");

        assertThat(typed(3, "SELECT 1;\n", "psql", PRODUCTION)).contains("server.terminal-reason");
        assertThat(typed(0, "SELECT 'live-' || 1;\n", "psql", PRODUCTION, "--reason", "look"))
                .contains("live-1");

        Process sitting = begin("psql", STAGING);
        try (OutputStream keys = sitting.getOutputStream()) {
            keys.write("BEGIN; LOCK res_users; SELECT 'locked-' || 1;\n".getBytes(StandardCharsets.UTF_8));
            keys.flush();
            String _ = Await.until(Duration.ofMinutes(1), () -> said("psql"), said -> said.contains("locked-1"));
            RunView again = sample.api().perform(STAGING, "refresh", Map.of());
            assertThat(again.status()).as(sample.api().told(again)).isEqualTo("succeeded");
            assertThat(sitting.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(said("psql")).contains("a run began to change it");
        // Who sits there is told before what was typed to has ended.
        String _ = Await.until(
                Duration.ofSeconds(30),
                () -> sample.service().bash(null, "pgrep -u " + user + " psql").out(),
                String::isBlank);

        JsonNode past =
                Cli.run(sample.service().home(), "terminal", "list", STAGING).json();
        assertThat(past.size()).isEqualTo(4);
        assertThat(past.get(0).path("why").asString()).isEqualTo("environment");
        Path cast = folder.resolve("it.cast");
        String first = past.get(3).path("id").asString();
        assertThat(Cli.run(sample.service().home(), "terminal", "save", STAGING, first, cast.toString())
                        .exitCode())
                .isZero();
        assertThat(Files.readString(cast)).startsWith("{\"version\":2").contains("answer-true");
        String log = Cli.run(sample.service().home(), "audit-log", "--subject", first)
                .out();
        assertThat(log).contains("terminal-opened", "terminal-ended", "terminal-replayed");
        assertThat(Cli.run(sample.service().home(), "audit-log", "verify").exitCode())
                .isZero();
    }

    /** What a terminal showed to whom this was typed. */
    private String typed(int code, String keys, String... words) throws IOException, InterruptedException {
        Process process = begin(words);
        try (OutputStream in = process.getOutputStream()) {
            in.write(keys.getBytes(StandardCharsets.UTF_8));
        } catch (IOException refused) {
            assertThat(code).as(said(words[0])).isNotZero();
        }
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said(words[0])).isEqualTo(code);
        return said(words[0]);
    }

    private Process begin(String... words) throws IOException {
        Home home = sample.service().home();
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        argv.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(argv);
        builder.environment()
                .putAll(Map.of(
                        "UNDERSTUDY_HOME", home.directory().toString(),
                        "UNDERSTUDY_PORT", Integer.toString(home.port()),
                        "LC_ALL", "C.UTF-8"));
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve(words[0]).toFile())
                .start();
    }

    private String said(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException notYet) {
            return "";
        }
    }
}
