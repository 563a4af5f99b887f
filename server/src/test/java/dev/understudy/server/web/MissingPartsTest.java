package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.access.Token;
import dev.understudy.server.api.Api;
import dev.understudy.server.api.FakeProjects;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page, with every part that it asks for broken in turn: it says what could not be read and what to do, and shows all else;
 * only of what it is about nothing can be shown.
 */
@Timeout(120)
final class MissingPartsTest {

    private static final String PROJECT = "/projects/acme";

    /** Whoever is not known to be let in sees nothing. */
    private static final Set<String> DOORS = Set.of("Desk.access", "PracticeDesk.people");

    /** What some pages are about. */
    private static final Set<String> HEARTS = Set.of(
            "Desk.status",
            "Desk.release",
            "Desk.environment",
            "Desk.inbox",
            "Desk.mask",
            "PracticeDesk.decision",
            "PracticeDesk.decisions",
            "PracticeDesk.calendar",
            "PracticeDesk.record",
            "PracticeDesk.report",
            "PracticeDesk.speaker",
            "Insights.traffic",
            "Insights.monitoring",
            "Insights.mails",
            "Insights.heldMails",
            "Runs.run");

    private static final Set<String> PAGES = Set.of(
            "",
            "/inbox",
            "/calendar",
            "/record",
            "/access",
            "/releases/" + Showroom.OPEN,
            "/releases/r11",
            "/runs/run-4",
            "/runs/run-3",
            "/environments/staging",
            "/environments/staging/refresh",
            "/environments/staging/mask",
            "/environments/staging/mails",
            "/environments/production",
            "/environments/production/deploy?release=" + Showroom.OPEN,
            "/environments/production/rollback",
            "/environments/production/traffic",
            "/environments/production/monitoring");

    @TempDir
    Path folder;

    @Test
    void aPageShowsTheRestOfWhatCannotBeRead() throws Exception {
        Path log = Files.createFile(folder.resolve("odoo.log"));
        Breakable breakable = new Breakable(new Showroom(log));
        try (Api api = Api.start(
                        0,
                        Token.of(folder.resolve("token")),
                        new FakeProjects(breakable.desk()),
                        new Web(),
                        folder.resolve("service.log"),
                        () -> {});
                Browser bo = new Browser(api.port())) {
            bo.signIn("bo");
            for (String page : PAGES) {
                breakable.breaks("");
                Set<String> _ = breakable.asked();
                assertThat(bo.get(PROJECT + page).statusCode()).as(page).isEqualTo(200);
                for (String part : breakable.asked()) {
                    breakable.breaks(part);
                    HttpResponse<String> answer = bo.get(PROJECT + page);
                    if (DOORS.contains(part)) {
                        continue;
                    }
                    if (part.equals("PracticeDesk.load")) {
                        // A production that is away is no news here: the calendar says so in its own words.
                        assertThat(answer.body()).contains("id=\"plan-form\"");
                        continue;
                    }
                    assertThat(answer.body()).as(page + " without " + part).contains(Breakable.CODE);
                    if (!HEARTS.contains(part)) {
                        assertThat(answer.statusCode())
                                .as(page + " without " + part)
                                .isEqualTo(200);
                        assertThat(answer.body()).as(page + " without " + part).contains("<h1>");
                    }
                }
            }
        }
    }
}
