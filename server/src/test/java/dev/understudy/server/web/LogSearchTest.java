package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Words are found in a log that is longer than a page. */
@Timeout(60)
final class LogSearchTest {

    private static final String LOGS = "/projects/acme/environments/staging/logs";

    @AutoClose
    private final Visits visits = Visits.open();

    @Test
    void linesAreFoundWhateverTheirCaseAndTheNewestAreShown() throws Exception {
        Path log = visits.log();
        Files.writeString(log.resolveSibling(log.getFileName() + ".1"), "1 ERROR acme: yesterday <b>\n");
        Files.writeString(
                log,
                IntStream.range(0, 600)
                        .mapToObj(line -> line % 2 == 0 ? line + " INFO acme: fine" : line + " ERROR acme: broken")
                        .collect(Collectors.joining("\n")));
        Browser dev = visits.of("dev");

        String page = dev.get(LOGS + "?find=error").body();

        assertThat(page)
                .contains(
                        "Lines found: 301; the newest 301 are shown.", "yesterday &lt;b&gt;", "599 ERROR acme: broken")
                .doesNotContain("INFO acme: fine");
        assertThat(dev.get(LOGS + "?find=acme").body())
                .contains("Lines found: 601; the newest 500 are shown.")
                .doesNotContain("yesterday");
        assertThat(dev.get(LOGS + "?find=nothing+such").body()).contains("Lines found: 0;");
        assertThat(dev.get(LOGS).body()).contains("Find in the log").doesNotContain("Lines found");
    }

    @Test
    void whoMayNotReadLogsFindsNothing() throws Exception {
        assertThat(visits.of("ana").get(LOGS + "?find=error").statusCode()).isEqualTo(403);
    }
}
