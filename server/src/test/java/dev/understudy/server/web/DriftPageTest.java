package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever reads that production was changed by hand reads what it was, and who did it. */
@Timeout(60)
final class DriftPageTest {

    private static final String DRIFT = "/projects/acme/environments/production/drift";

    @AutoClose
    private final Visits visits = Visits.open();

    @Test
    void whatWasChangedAndByWhomIsRead() throws Exception {
        Browser ana = visits.of("ana");
        assertThat(ana.get("/projects/acme/record").body()).contains("href=\"" + DRIFT + "\"");

        String page = ana.get(DRIFT).body();

        assertThat(page)
                .contains(
                        "Differences between production and run-7: 1.",
                        "module <strong>crm</strong>",
                        "19.0.1.0",
                        "ada")
                .containsSubsequence("Differs on purpose: 1", "web.base.url", "(not shown)")
                .doesNotContain("Accept all of it");
    }

    @Test
    void whoeverMayAcceptsIt() throws Exception {
        Browser bo = visits.of("bo");
        assertThat(bo.get(DRIFT).body())
                .contains("Accept all of it as it is", "<input type=\"hidden\" name=\"mark\" value=\"4f1d\">");

        HttpResponse<String> sent = Visits.send(bo, DRIFT + "/accept", "mark", "4f1d");

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(visits.desk().saidBesides()).contains("drift accepted as 4f1d");
        assertThat(Visits.send(visits.of("ana"), DRIFT + "/accept").statusCode())
                .isEqualTo(403);
    }

    @Test
    void anEnvironmentThatIsNotThereIsSaid() throws Exception {
        assertThat(visits.of("ana")
                        .get("/projects/acme/environments/nowhere/drift")
                        .statusCode())
                .isEqualTo(404);
    }
}
