package dev.understudy.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.journal.JournalCommandLog;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.RunView;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.CommandResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What steps leave behind: facts, evidence, commands. */
class LeavingsTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void factsAreThereForLaterSteps() {
        stage.recipe(
                "deploy",
                stage.step("snapshot").applying(context -> {
                    context.put("snapshot", "before-r1");
                    context.put("snapshot", "before-" + context.request().release());
                    return Outcome.done();
                }),
                stage.step("update").applying(context -> Outcome.done(context.need("snapshot"))));

        RunView run = stage.ended(stage.submit("deploy", "production"));

        assertThat(run.steps().getLast().detail()).isEqualTo("before-r1");
        assertThat(stage.runs.facts(run.id())).isEqualTo(Map.of("snapshot", "before-r1"));
    }

    @Test
    void aFactIsKeptThoughTheStepFails() {
        stage.recipe("deploy", stage.step("snapshot").applying(context -> {
            context.put("begun", "yes");
            throw Fault.failed("test.broken").exception();
        }));

        RunView run = stage.ended(stage.submit("deploy", "production"));

        assertThat(stage.runs.facts(run.id())).containsEntry("begun", "yes");
    }

    @Test
    void aMissingFactFailsTheStep() {
        stage.recipe("deploy", stage.step("update").applying(context -> Outcome.done(context.need("snapshot"))));

        RunView run = stage.ended(stage.submit("deploy", "production"));

        assertThat(Objects.requireNonNull(run.error()).code()).isEqualTo("engine.fact-missing");
    }

    @Test
    void evidenceIsKeptOfStepsThatSucceedAndOfThoseThatFail() {
        stage.recipe(
                "rehearse",
                stage.step("update").applying(context -> {
                    context.evidence("report", "application/json", "{\"a\":1}");
                    context.evidence("report", "application/json", "{\"a\":2}");
                    return Outcome.done();
                }),
                stage.step("tests").applying(context -> {
                    context.evidence("log", "text/plain", "a\0b");
                    return Outcome.failed(Fault.failed("odoo.tests-failed"));
                }));

        RunView run = stage.ended(stage.submit("rehearse", "staging"));

        assertThat(stage.runs.evidence(run.id()))
                .containsExactly(
                        new Runs.Evidence("update", "report", "application/json", "{\"a\":2}"),
                        new Runs.Evidence("tests", "log", "text/plain", "ab"));
    }

    @Test
    void longTextKeepsBothItsEnds() {
        String log = "begin" + "x".repeat(20 << 20) + "end";
        stage.recipe("rehearse", stage.step("update").applying(context -> {
            context.evidence("log", "text/plain", log);
            return Outcome.done();
        }));

        RunView run = stage.ended(stage.submit("rehearse", "staging"));

        String kept = stage.runs.evidence(run.id()).getFirst().content();
        assertThat(kept).startsWith("begin").endsWith("end").hasSizeLessThan((16 << 20) + 100);
    }

    @Test
    void aReportIsNeverCut() {
        stage.recipe("rehearse", stage.step("update").applying(context -> {
            context.evidence("report", "application/json", "\"" + "x".repeat(17 << 20) + "\"");
            return Outcome.done();
        }));

        RunView run = stage.ended(stage.submit("rehearse", "staging"));

        assertThat(Objects.requireNonNull(run.error()).code()).isEqualTo("engine.evidence-too-large");
    }

    @Test
    void commandsAreKeptWithTheStepThatRanThemAndWithoutSecrets() {
        CommandLog log = new JournalCommandLog(stage.database);
        Command command = Command.of("psql", "-c", "select 1").withSecret("PGPASSWORD", "hunter2");
        Instant at = Instant.parse("2026-03-01T10:00:00Z");
        stage.recipe(
                "deploy",
                stage.step("update")
                        .applying(context -> {
                            log.record(
                                    "local",
                                    command,
                                    at,
                                    new CommandResult(3, "x".repeat(9000) + "out", "err", Duration.ofMillis(12)));
                            return Outcome.failed(Fault.failed("test.broken"));
                        })
                        .undoing(context -> log.record(
                                "local",
                                Command.of("true"),
                                at.plusSeconds(1),
                                new CommandResult(0, "", "", Duration.ZERO))));
        log.record("local", Command.of("uname"), at, new CommandResult(0, "", "", Duration.ZERO));

        RunView run = stage.ended(stage.submit("deploy", "production"));

        List<Runs.Performed> commands = stage.runs.commands(run.id());
        assertThat(commands).hasSize(2);
        Runs.Performed first = commands.getFirst();
        assertThat(first.shown()).isEqualTo("PGPASSWORD=*** psql -c 'select 1'");
        assertThat(first.step()).isEqualTo("update");
        assertThat(first.startedAt()).isEqualTo(at);
        assertThat(first.exitCode()).isEqualTo(3);
        assertThat(first.duration()).isEqualTo(Duration.ofMillis(12));
        assertThat(first.out()).hasSize(8000).endsWith("out");
        assertThat(commands.getLast().shown()).isEqualTo("true");
    }
}
