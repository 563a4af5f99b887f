package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Prompt.Result;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.Progress;
import dev.understudy.model.run.RunStatus;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.server.api.FakeRuns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a commit, a log or a file is called: a terminal shows it, and does nothing. */
@Timeout(60)
final class HostileTextTest {

    /** What a terminal or the order of words obeys; newlines are the layout's own. */
    private static final Pattern OBEYED =
            Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\p{Zl}\\p{Zp}\\p{Cf}\\x{fdd0}&&[^\\n]]");

    /** What colours and the living line are made of. */
    private static final Pattern OURS = Pattern.compile("\u001b\\[(?:0|1|2|31|32|33)m|\u001b\\[G\u001b\\[2K");

    @AutoClose
    private final Prompt prompt = new Prompt(HostileDesk::new);

    @BeforeEach
    void aLog() throws IOException {
        Files.writeString(prompt.home().resolve("odoo.log"), Hostile.TEXT + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "env list",
                "env show staging",
                "env destroy staging --dry-run",
                "release list",
                "release show r1",
                "release close r1 --note fine",
                "retrospective show r1",
                "retrospective add r1 --well fine",
                "retrospective list",
                "lessons",
                "release announce r1 --told",
                "release announce r1 --dry-run",
                "branches",
                "drift staging",
                "people",
                "token",
                "hook",
                "role",
                "inbox",
                "key-users r1",
                "calendar",
                "audit-log",
                "release create",
                "release create --dry-run",
                "runs",
                "run show run-1",
                "run show run-1 --evidence rehearsal.txt",
                "run show run-1 --evidence rehearsal.html",
                "run show run-1 --evidence rehearsal",
                "run show run-1 --evidence raw",
                "run show run-1 --commands",
                "run follow run-1",
                "run cancel run-1",
                "logs production",
                "mail list staging",
                "mail show staging 7",
                "refresh staging",
                "rehearse r1 --no-wait",
                "rollback production --dry-run",
                "deploy r1 production",
                "check"
            })
    void noScreenObeysIt(String command) {
        for (String colour : new String[] {"--color=never", "--color=always", "--json"}) {
            Result result = prompt.run((command + " " + colour).split(" "));

            String said = result.out() + result.err();
            assertThat(OBEYED.matcher(OURS.matcher(said).replaceAll("")).results())
                    .as(command + " " + colour + ": " + said)
                    .isEmpty();
            if (!colour.equals("--color=always")) {
                assertThat(said).doesNotContain("\u001b");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\u001b[2J", "status --frob\u202eX", "env show \u009b2J\u0007"})
    void norDoesWhatWasTyped(String command) {
        Result result = prompt.run(command.split(" "));

        assertThat(OBEYED.matcher(result.out() + result.err()).results()).isEmpty();
    }

    @Test
    void itIsStillTold() {
        assertThat(prompt.run("release", "show", "r1").out()).contains("evil\\u001b[2J", "\\u202etxt", "end");
        assertThat(prompt.run("logs", "production").out()).contains("evil\\u001b[2J");
    }

    @Test
    void jsonKeepsItWhole() {
        String out = prompt.run("env", "show", "staging", "--json").out();

        assertThat(Json.read(out, EnvironmentView.class).name()).isEqualTo(Hostile.TEXT);
    }

    @Test
    void aPageRunsNoScript() {
        assertThat(prompt.run("run", "show", "run-1", "--evidence", "rehearsal.html")
                        .out())
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script");
    }

    @Test
    void aLineThatLivesObeysOnlyUs() {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
        Session session = new Session(Map.of("LANG", "C"), prompt.home(), out, out, true);
        RunView hostile = Hostile.view(RunView.class);
        RunView running = FakeRuns.run("run-2", "deploy", "production", RunStatus.RUNNING);
        RunView living = new RunView(
                running.id(),
                Hostile.TEXT,
                Hostile.TEXT,
                null,
                running.status(),
                running.createdAt(),
                null,
                java.util.List.of(
                        hostile.steps().getFirst(),
                        new RunView.StepView(Hostile.TEXT, "running", running.createdAt(), null, Hostile.TEXT)),
                running.createdAt(),
                "",
                Hostile.TEXT,
                null,
                null);

        try (Progress progress = new Progress(session, Clock.systemUTC())) {
            progress.show(living);
            progress.say(Hostile.TEXT);
        }
        out.flush();

        String said = screen.toString(StandardCharsets.UTF_8);
        assertThat(said).contains("\u001b[G\u001b[2K");
        assertThat(OBEYED.matcher(OURS.matcher(said).replaceAll("")).results())
                .as(said)
                .isEmpty();
    }
}
