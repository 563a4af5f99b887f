package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Prompt.Result;
import dev.understudy.cli.client.Json;
import dev.understudy.model.view.ShareView;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Links to copies, from the command line. */
@Timeout(60)
final class ShareCommandsTest {

    @AutoClose
    private final Prompt prompt = new Prompt();

    @Test
    void aLinkIsShownOnceListedAndEnded() {
        assertThat(prompt.run("share").out()).contains("There are no links.");
        Result made = prompt.run("share", "create", "staging", "--for", "Rosa", "--days", "3", "--may", "report,see");
        assertThat(made.out().strip()).matches("http://127\\.0\\.0\\.1:[0-9]+/share\\?link=acme\\.[\\w-]{20,}");
        assertThat(made.err()).contains("Rosa may see, report with staging until", "share end");

        assertThat(prompt.run("share").out())
                .contains("Rosa", "counts", "staging")
                .doesNotContain(made.out().strip());
        String id = Json.list(prompt.run("share", "list", "--json").out(), ShareView.class)
                .getFirst()
                .id();
        assertThat(prompt.run("share", "end", id).out()).contains("ended");
        assertThat(prompt.run("share", "end", id).err()).contains("[server.share-not-found]");
        assertThat(prompt.run("share", "create", "production", "--for", "Rosa").err())
                .contains("[server.share-production]");
        assertThat(prompt.run("share", "create", "staging", "--for", "Rosa", "--may", "deploy")
                        .err())
                .contains("[server.share-allows]");
    }
}
