package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mails that were caught, from the command line. */
@Timeout(60)
final class MailCommandsTest {

    @AutoClose
    private final Prompt prompt = new Prompt();

    @Test
    void mailsAreListedSearchedReadKeptAndDeleted(@TempDir Path folder) throws IOException {
        assertThat(prompt.run("mail", "list", "staging").out()).contains("Your order S00012", "rosa@acme.example");
        assertThat(prompt.run("mail", "list", "staging", "--search", "on its WAY")
                        .out())
                .contains("Your order S00012")
                .doesNotContain("Win");
        assertThat(prompt.run("mail", "show", "staging", "7").out())
                .contains("From: Acme Compañía <shop@acme.example>", "Sent to: rosa@acme.example", "S00012.pdf")
                .contains("Thank you\n", "Your order is on its way.")
                .doesNotContain("<p>");
        assertThat(prompt.run("mail", "show", "staging", "9").err()).contains("[server.mail-not-found]");
        assertThat(prompt.run("mail", "list", "production").err()).contains("[server.mails-production]");

        Path file = folder.resolve("mail.eml");
        assertThat(prompt.run("mail", "show", "staging", "7", "--save", file.toString())
                        .code())
                .isZero();
        assertThat(Files.readString(file)).startsWith("From: =?utf-8?q?Acme");

        assertThat(prompt.run("mail", "clear", "staging").out()).contains("Deleted: 2.");
        assertThat(prompt.run("mail", "list", "staging").out()).contains("There are no mails.");
    }
}
