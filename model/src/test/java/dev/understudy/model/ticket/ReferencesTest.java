package dev.understudy.model.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.release.ReleaseChanges.Commit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ReferencesTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final List<String> USUAL = List.of("task-{}", "task #{}", "task: {}", "task-id: {}", "[T-{}]");
    private static final Optional<String> ADDRESS = Optional.of("https://odoo.acme.example");

    private static Commit commit(String subject, String body) {
        return new Commit("sales", "c1", "bo", NOON, subject, body, false);
    }

    private static SortedSet<Long> found(List<String> ways, String subject, String body) {
        return new References(ways, "project.task", ADDRESS).in(List.of(commit(subject, body)));
    }

    private static SortedSet<Long> usual(String text) {
        SortedSet<Long> inSubject = found(USUAL, text, "");
        assertThat(found(USUAL, "Round taxes", "Why.\n\n" + text)).isEqualTo(inSubject);
        return inSubject;
    }

    @Test
    void theWholeMessageIsRead() {
        assertThat(found(
                        USUAL,
                        "[FIX] sale: task-1 round taxes (TASK-2)",
                        "As asked in task #3, and [T-4].\n\nTask: 5\nTask-Id:  6\nSigned-off-by: Bo <bo@acme.example>"))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multitask-9",
                "task-0",
                "no task-",
                "task-1.5",
                "#9",
                "task 9",
                "OCA/web#9",
                "odoo/task-9",
                "closes odoo/odoo#9",
                "opw-9",
                "https://github.com/OCA/web/issues/9",
                "https://github.com/OCA/web/tree/task-9",
                "https://odoo.other.example/odoo/project.task/9",
                "https://odoo.acme.example.evil.example/odoo/project.task/9",
                "https://odoo.acme.example/odoo/sale.order/9",
                "https://odoo.acme.example/web#id=9&model=sale.order"
            })
    void whatIsNoTicketOfProductionIsPassedOver(String text) {
        assertThat(usual(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://odoo.acme.example/odoo/project.task/9",
                "https://odoo.acme.example/odoo/project/3/tasks/9",
                "https://odoo.acme.example/odoo/my-tasks/9?debug=1",
                "<https://ODOO.acme.example/my/tasks/9>",
                "see (https://odoo.acme.example/web#id=9&cids=1&menu_id=4&model=project.task&view_type=form)",
                "https://odoo.acme.example/web#model=project.task&id=9",
                "https://odoo.acme.example/mail/view?model=project.task&res_id=9",
                "Task:   9",
                "[t-9]",
                "task-9."
            })
    void linksAndWaysOfWritingAreFound(String text) {
        assertThat(usual(text)).containsExactly(9L);
    }

    @Test
    void aNumberSignMayBeEnoughButTheNumbersOfMergeRequestsAreNotTickets() {
        List<String> ways = List.of("#");
        assertThat(found(ways, "[FIX] sale: #12, #13.", "Closes #14; see OCA/web#15 and web#16."))
                .containsExactly(12L, 13L, 14L);
        assertThat(found(ways, "Merge pull request #45 from acme/round", "Round taxes #12"))
                .containsExactly(12L);
        assertThat(found(ways, "Round taxes (#45)", "")).isEmpty();
        assertThat(found(ways, "Merge branch 'round' into 'main'", "See merge request acme/sales!46\nFor #12"))
                .containsExactly(12L);
        assertThat(found(List.of("(#{})"), "Round taxes (#45)", "")).containsExactly(45L);
    }

    @Test
    void theSameWordMayStandInManyWays() {
        assertThat(found(List.of("task {}", "ticket nº {}"), "Task   12 and TICKET Nº 13", ""))
                .containsExactly(12L, 13L);
        assertThat(found(List.of("task {}"), "task 12: one", "task\n13")).containsExactly(12L);
    }

    @Test
    void commitsOfAnotherRepositoryHaveNumbersOfTheirOwn() {
        Commit merged = new Commit("sales", "c2", "upstream", NOON, "task-7", "Task: 8", true);

        assertThat(new References(USUAL, "project.task", ADDRESS).in(List.of(merged, commit("task-9", ""))))
                .containsExactly(9L);
    }

    @Test
    void anotherModelHasOtherLinksAndWithoutAnAddressLinksSayNothing() {
        Commit linked = commit("https://odoo.acme.example/odoo/helpdesk.ticket/9", "");

        assertThat(new References(USUAL, "helpdesk.ticket", ADDRESS).in(List.of(linked)))
                .containsExactly(9L);
        assertThat(new References(USUAL, "project.task", ADDRESS).in(List.of(linked)))
                .isEmpty();
        assertThat(new References(USUAL, "helpdesk.ticket", Optional.empty()).in(List.of(linked)))
                .isEmpty();
    }

    @Test
    void commitsThatWereKeptWithoutTheirTextAreReadAsWell() {
        Commit kept = JsonMapper.builder().build().readValue("""
                        {"repository":"sales","id":"c1","author":"bo","at":"2026-11-30T12:00:00Z","subject":"task-42 Round"}""", Commit.class);

        assertThat(kept).isEqualTo(commit("task-42 Round", ""));
    }
}
