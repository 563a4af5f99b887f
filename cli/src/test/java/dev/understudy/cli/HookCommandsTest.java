package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Prompt.Result;
import dev.understudy.cli.client.Json;
import dev.understudy.model.view.HookView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hooks, from the command line. */
@Timeout(300)
final class HookCommandsTest {

    @AutoClose
    private final Prompt prompt = new Prompt();

    @Test
    void hooksAreMadeListedTriedAndForgotten() throws IOException {
        assertThat(prompt.run("hook").out()).contains("There are no hooks.");
        Result git = prompt.run("hook", "add", "gitea", "--branch", "main");
        assertThat(git.out().strip()).matches("[\\w-]{40,}");
        assertThat(git.err()).contains("shown once", "/hooks/acme/");

        Path file = prompt.home().resolve("chat.secret");
        Result chat = prompt.run(
                "hook",
                "add",
                "chat",
                "--to",
                "http://127.0.0.1:1/",
                "--nearby",
                "--only",
                "approved",
                "--file",
                file.toString());
        assertThat(chat.out()).contains("http://127.0.0.1:1/");
        assertThat(Files.readString(file).strip()).hasSizeGreaterThan(40);

        assertThat(prompt.run("hook").out())
                .contains("gitea", "chat")
                .doesNotContain(git.out().strip());
        String id = Json.list(prompt.run("hook", "list", "--json").out(), HookView.class)
                .get(1)
                .id();
        Result tried = prompt.run("hook", "test", id);
        assertThat(tried.code()).isEqualTo(1);
        assertThat(tried.err()).contains("did not arrive", "no connection");
        assertThat(prompt.run("hook", "remove", id).out()).contains("gitea").doesNotContain("chat");
        assertThat(prompt.run("hook", "add", "x", "--to", "http://acme.example").err())
                .contains("[server.hook-address]");
    }
}
