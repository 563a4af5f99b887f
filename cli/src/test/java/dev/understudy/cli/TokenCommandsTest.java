package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Prompt.Result;
import dev.understudy.cli.client.Json;
import dev.understudy.model.view.TokenView;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens of programs and links for passwords, from the command line. */
@Timeout(60)
final class TokenCommandsTest {

    @AutoClose
    private final Prompt prompt = new Prompt();

    @Test
    void aTokenIsShownOnceListedAndEnded() {
        Result made = prompt.run("token", "create", "nightly", "--role", "developer", "--days", "7");
        assertThat(made.code()).isZero();
        assertThat(made.out().strip()).matches("ust-acme\\.[\\w-]{20,}");
        assertThat(made.err()).contains("shown once", "developer");

        Result listed = prompt.run("token");
        assertThat(listed.out())
                .contains("nightly", "developer", "counts")
                .doesNotContain(made.out().strip());
        String id = Json.list(prompt.run("token", "list", "--json").out(), TokenView.class)
                .getFirst()
                .id();
        assertThat(prompt.run("token", "revoke", id).out()).contains("revoked");
        assertThat(prompt.run("token", "revoke", "none").code()).isEqualTo(2);
    }

    @Test
    void aTokenIsWrittenForItsOwnerAlone() throws IOException {
        Path file = prompt.home().resolve("nightly.token");

        Result made = prompt.run("token", "create", "nightly", "--file", file.toString());

        assertThat(made.code()).isZero();
        assertThat(made.out() + made.err()).doesNotContain("ust-");
        assertThat(Files.readString(file)).startsWith("ust-acme.");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatATokenCannotBeIsRefusedWithItsReason() {
        assertThat(prompt.run("token", "create", "x", "--role", "operator").err())
                .contains("[server.token-role]");
        assertThat(prompt.run("token", "create", "x", "--days", "9999").err()).contains("[server.token-days]");
        assertThat(prompt.run("token", "create", " ").err()).contains("[server.token-name]");
    }

    @Test
    void aLinkForAPasswordIsOfTheirServiceAndOfSomebodyWhoIsThere() {
        Result link = prompt.run("people", "password-link", "ana");
        assertThat(link.out().strip()).matches("http://127\\.0\\.0\\.1:[0-9]+/password\\?link=acme\\.ana\\..+");
        assertThat(link.err()).contains("ana", "once");
        assertThat(prompt.run("people", "password-link", "nobody").err()).contains("[process.no-such-person]");
    }

    @Test
    void aLinkLeadsWhereOtherMachinesReachThePages() {
        prompt.pages(URI.create("https://understudy.acme.example"));

        assertThat(prompt.run("people", "password-link", "ana").out().strip())
                .startsWith("https://understudy.acme.example/password?link=acme.ana.");
        Result web = prompt.run("web");
        assertThat(web.out().strip()).startsWith("https://understudy.acme.example/sign-in?link=acme.");
        assertThat(web.err()).contains("http://127.0.0.1:");
    }
}
