package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.show.MailScreen;
import dev.understudy.model.view.MailView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    /** Some letters are two when they are small. */
    @Test
    void lettersThatBecomeLongerWhenSmallMoveNothing() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        MailView mail = new MailView(7, null, "a", "b", "x", "caught", "", 10, 0);

        new MailScreen(new Session(Map.of("LANG", "C.UTF-8"), prompt.home(), out, out, true))
                .show(new MailView.Whole(
                        mail,
                        List.of(),
                        "<p>" + "\u0130".repeat(40) + "</p><STYLE>p { color: red }</Style>end",
                        true,
                        List.of()));

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("\u0130".repeat(40) + "\nend")
                .doesNotContain("color");
    }
}
