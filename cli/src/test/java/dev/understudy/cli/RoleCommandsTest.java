package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Prompt.Result;
import dev.understudy.cli.client.Json;
import dev.understudy.model.view.LoanView;
import dev.understudy.server.api.FakePractice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Roles for an hour, from the command line. */
@Timeout(60)
final class RoleCommandsTest {

    @AutoClose
    private final Prompt prompt = new Prompt();

    @BeforeEach
    void key() throws IOException {
        Path key = prompt.home().resolve("ana.key");
        Files.writeString(key, FakePractice.KEY);
        prompt.variable("UNDERSTUDY_KEY_FILE", key.toString());
    }

    @Test
    void aRoleIsAskedForByAPersonLentByTheOperatorAndGivenBack() {
        assertThat(prompt.run("role").out()).contains("Nobody has asked");
        Result asked = prompt.run("role", "ask", "developer", "--reason", "To read\nthe log", "--as", "ana");
        assertThat(asked.out()).contains("ana", "developer", "asked", "To read the log");
        String id = Json.list(prompt.run("role", "list", "--json").out(), LoanView.class)
                .getFirst()
                .id();

        assertThat(prompt.run("role", "lend", id, "--as", "ana").err())
                .as("nobody lends without being a release manager")
                .contains("[server.loan-lent]");
        prompt.variable("UNDERSTUDY_KEY_FILE", "");
        assertThat(prompt.run("role", "lend", id).out()).contains("lent");
        assertThat(prompt.run("role", "refuse", id).err()).contains("[server.loan-answered]");
        assertThat(prompt.run("role", "end", id).out()).contains("over");
        assertThat(prompt.desk().entrance().notes()).anyMatch(note -> note.startsWith("role-ended developer of ana"));
    }

    @Test
    void whatCannotBeIsRefusedWithItsReason() {
        assertThat(prompt.run("role", "ask", "king", "--reason", "x", "--as", "ana")
                        .err())
                .contains("[server.loan-role]");
        assertThat(prompt.run("role", "ask", "developer", "--reason", " ", "--as", "ana")
                        .err())
                .contains("[server.loan-reason]");
        prompt.variable("UNDERSTUDY_KEY_FILE", "");
        assertThat(prompt.run("role", "lend", "none").err()).contains("[server.loan-not-found]");
        assertThat(prompt.run("role", "ask", "developer", "--reason", "x").err())
                .contains("[process.who]");
    }

    @Test
    void peopleShowsByWhatEachSignsIn() {
        prompt.desk().access().accounts().setPassword("ana", "three geese and a ladder");
        assertThat(prompt.run("people").out()).contains("password since", "second factor");
        assertThat(prompt.run("people", "--json").out())
                .contains("\"secondFactor\" : false")
                .doesNotContain("\"passwordSince\" : null");
    }
}
