package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Prompt.Result;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits for whom, from the command line. */
@Timeout(60)
final class InboxCommandTest {

    @AutoClose
    private final Prompt prompt = new Prompt();

    @Test
    void whatWaitsIsShownWithWhoMayDoItAndHow() {
        Result all = prompt.run("inbox");
        assertThat(all.code()).isZero();
        assertThat(all.out())
                .contains("approval of r1 waits", "any of: ana", "understudy approve r1 --gate approval")
                .contains("understudy release promote r1");

        assertThat(prompt.run("inbox", "--of", "ana").out())
                .contains("approval of r1")
                .doesNotContain("promote");
        assertThat(prompt.run("inbox", "--of", "nobody").err()).contains("[process.no-such-person]");
        assertThat(prompt.run("inbox", "--json").out()).contains("\"kind\" : \"approval\"");
    }
}
