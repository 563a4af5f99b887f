package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.it.Cli.Ended;
import dev.understudy.model.home.Home;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** What people do after a release reached production: help its users, say how it is, look back. */
final class Afterwards {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Home home;
    private final UnaryOperator<String> keys;

    /**
     * @param keys makes a person a key; the file that has it
     */
    Afterwards(Home home, UnaryOperator<String> keys) {
        this.home = home;
        this.keys = keys;
    }

    private JsonNode support(String release) {
        return Cli.run(home, "release", "show", release).json().path("support");
    }

    private JsonNode retrospective(String release) {
        return Cli.run(home, "retrospective", "show", release).json();
    }

    private Ended says(String person, String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--as", person, "--json"));
        return Cli.start(home, all, Map.of("UNDERSTUDY_KEY_FILE", keys.apply(person)))
                .end();
    }

    /** Ed helps, whom the file names; cy closes; ana looks back, and her follow-up is a task; its number. */
    long of(String release, String application) {
        JsonNode support = Await.until(
                PATIENCE,
                () -> support(release),
                seen -> seen.path("state").asString().equals("open"));
        assertThat(support.path("helpers").path("applications").toString())
                .as("as Odoo names it")
                .contains(application, "\"ed\"");
        Cli.run(home, "ticket", "report", "It is slow today", "--environment", "production");
        assertThat(support(release).path("seen").path("reports").findValuesAsString("title"))
                .contains("It is slow today");

        Ended refused = says("ana", "release", "close", release, "--note", "Fine");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.problem().code()).isEqualTo("support.not-on-duty");
        Ended closed = says("cy", "release", "close", release, "--note", "One report, answered", "--despite-errors");
        assertThat(closed.exitCode()).as(closed.out() + closed.err()).isZero();
        assertThat(closed.json().path("closing").path("note").asString()).isEqualTo("One report, answered");

        JsonNode asked = Await.until(
                PATIENCE,
                () -> retrospective(release),
                seen -> seen.path("state").asString().equals("open"));
        assertThat(asked.path("asked").toString()).contains("ana", "cy", "ed").doesNotContain("di");
        Ended said = says(
                "ana",
                "retrospective",
                "add",
                release,
                "--well",
                "The rehearsal found it",
                "--lesson",
                "Priorities were shown twice",
                "--follow-up",
                "Train the warehouse");
        assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
        assertThat(Cli.run(home, "lessons", "priority", "twice").json().findValuesAsString("release"))
                .containsExactly(release);
        JsonNode report = Cli.run(home, "release", "report", release).json();
        assertThat(report.path("after").path("retrospective").toString()).contains("Priorities were shown twice");
        return Await.until(
                        PATIENCE,
                        () -> retrospective(release).path("followUps").path(0),
                        one -> one.path("kept").asString().equals("ticket"))
                .path("ticket")
                .asLong();
    }
}
