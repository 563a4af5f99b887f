package dev.understudy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.model.config.Project;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.process.after.Answer;
import dev.understudy.process.after.Awaited;
import dev.understudy.process.after.FollowUp;
import dev.understudy.process.after.Lesson;
import dev.understudy.process.after.Retrospectives;
import dev.understudy.process.after.Retrospectives.Whole;
import dev.understudy.process.after.Retrospectives.Word;
import dev.understudy.process.record.AuditLog.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Those who took part say what they learnt, and who touches the same later finds it. */
@Timeout(300)
class RetrospectiveTest {

    private static final Instant MONDAY = Instant.parse("2026-11-30T09:00:00Z");
    private static final String PROJECT = """
            project: acme
            odoo: { series: "19.0" }
            repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
            environments: { production: {}, staging: { copy_of: production } }
            people:
              - { name: bo, mail: bo@acme.example, roles: [developer] }
              - { name: ana, mail: ana@acme.example, roles: [client] }
              - { name: ed, mail: ed@acme.example, roles: [key-user] }
              - { name: di, mail: di@acme.example, roles: [release-manager] }
              - { name: zoe, mail: zoe@acme.example, roles: [client] }
            method: hdz-ii
            """;

    @TempDir
    private Path folder;

    private Company company;

    @BeforeEach
    void begin() {
        company = new Company(folder, PROJECT, MONDAY);
    }

    @AfterEach
    void end() {
        company.close();
    }

    /** Written by bo, approved by ana, helped with by ed, closed by di. */
    private String closed(String... modules) {
        String release = company.release(ChangeClass.B, "bo", modules);
        company.perform("rehearse", "rehearsal", release);
        company.perform("deploy", "staging", release);
        company.approve(release, "approval", "ana");
        company.perform("deploy", Project.PRODUCTION, release);
        company.pass(Duration.ofMinutes(1));
        company.practice.after().deploys().close(release, "Fine", false, company.speaker("di"), company.now());
        company.pass(Duration.ofMinutes(1));
        return release;
    }

    private Retrospectives retrospectives() {
        return company.practice.after().retrospectives();
    }

    private void say(String release, String person, Word word) {
        retrospectives().say(release, word, company.speaker(person), company.now());
    }

    private static Word well(String text) {
        return new Word(Optional.of(text), Optional.empty(), Optional.empty(), List.of());
    }

    private static Word lessons(String... lessons) {
        return new Word(Optional.empty(), Optional.empty(), Optional.of(List.of(lessons)), List.of());
    }

    private static Word followUps(String... titles) {
        return new Word(Optional.empty(), Optional.empty(), Optional.empty(), List.of(titles));
    }

    private Whole whole(String release) {
        return retrospectives().of(release).orElseThrow();
    }

    private List<String> found(String query, String module) {
        return retrospectives().lessons(query, module, 100).stream()
                .map(Lesson::lesson)
                .toList();
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.fault().code()).isEqualTo(code));
    }

    @Test
    void whoTookPartIsAskedOnceTheHelpEnded() {
        String release = company.release(ChangeClass.B, "bo", "acme_sales");
        refused("retrospective.none", () -> say(release, "bo", well("All")));

        String second = closed("acme_sales");

        assertThat(whole(second).retrospective().asked()).containsExactly("bo", "ana", "ed", "di");
        refused("retrospective.not-asked", () -> say(second, "zoe", well("All")));
        refused("process.no-text", () -> say(second, "bo", well(" ")));
        refused("process.text-too-long", () -> say(second, "bo", well("x".repeat(2001))));
        refused("process.text-too-long", () -> say(second, "bo", lessons("x".repeat(301))));
        refused("retrospective.too-many", () -> say(second, "bo", lessons(lines(11))));
        refused("retrospective.too-many", () -> say(second, "bo", followUps(lines(51))));
        assertThat(whole(second).answers()).isEmpty();
        assertThat(whole(second).followUps()).isEmpty();
    }

    private static String[] lines(int many) {
        return IntStream.range(0, many).mapToObj(number -> "line " + number).toArray(String[]::new);
    }

    @Test
    void anAnswerIsChangedUntilItIsClosedAndNothingIsForgotten() {
        String release = closed("acme_sales");

        say(release, "bo", well("The rehearsal found it\0"));
        say(release, "bo", well("The rehearsal found it"));
        say(release, "bo", lessons("Ask finance first\nalways"));
        say(release, "ana", well("Quick"));

        assertThat(whole(release).answers())
                .containsExactly(
                        new Answer(
                                "bo", company.now(), "The rehearsal found it", "", List.of("Ask finance first always")),
                        new Answer("ana", company.now(), "Quick", "", List.of()));
        assertThat(verbs(release))
                .as("said twice, it is noted once")
                .filteredOn("looked-back"::equals)
                .hasSize(3);
        assertThat(kept(release)).as("what was said before is kept").isEqualTo(3);

        refused(
                "retrospective.may-not-close",
                () -> retrospectives().close(release, company.speaker("bo"), company.now()));
        retrospectives().close(release, company.speaker("di"), company.now());
        refused("retrospective.closed", () -> say(release, "bo", well("Another")));
        refused("retrospective.closed", () -> retrospectives().close(release, company.speaker("di"), company.now()));
    }

    @Test
    void whoHasSaidNothingIsAwaitedUntilItIsClosed() {
        String sales = closed("acme_sales");
        String stock = closed("acme_stock", "stock");
        say(sales, "ana", well("Quick"));
        say(sales, "ana", well("Very quick"));

        assertThat(retrospectives().awaited()).extracting(Awaited::release).containsExactly(stock, sales);
        assertThat(retrospectives().awaited().getLast().silent()).containsExactly("bo", "ed", "di");
        assertThat(retrospectives().awaited().getLast().ends())
                .isEqualTo(whole(sales).retrospective().ends());

        List.of("bo", "ed", "di").forEach(person -> say(sales, person, well("All")));
        assertThat(retrospectives().awaited()).extracting(Awaited::release).containsExactly(stock);
        retrospectives().close(stock, company.speaker("di"), company.now());
        assertThat(retrospectives().awaited()).isEmpty();
    }

    private long kept(String release) {
        return company.database
                .jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM retrospective_answer WHERE release_id = :release")
                        .bind("release", release)
                        .mapTo(Long.class)
                        .one());
    }

    private List<String> verbs(String release) {
        return company.practice.books().log().entries(Optional.of(release)).stream()
                .map(Entry::verb)
                .toList();
    }

    @Test
    void itClosesByItselfWhenTheDaysAreOver() {
        String release = closed("acme_sales");

        company.pass(Duration.ofDays(7).minusHours(1));
        say(release, "bo", well("All"));
        company.pass(Duration.ofHours(2));

        assertThat(whole(release).retrospective().closedBy()).contains("understudy");
        assertThat(verbs(release)).containsOnlyOnce("retrospective-asked", "retrospective-closed");
    }

    @Test
    void lessonsAreFoundByTheirWordsInWhateverLanguageAndByModule() {
        String sales = closed("acme_sales");
        say(sales, "bo", lessons("Invoices were rounded twice", "Las facturas llegaron tarde"));
        String stock = closed("acme_stock", "stock");
        say(stock, "bo", lessons("Le stock a été compté deux fois"));

        assertThat(found("rounding an invoice", "")).containsExactly("Invoices were rounded twice");
        assertThat(found("factura", "")).containsExactly("Las facturas llegaron tarde");
        assertThat(found("compter les stocks", "")).containsExactly("Le stock a été compté deux fois");
        assertThat(found("", "stock")).containsExactly("Le stock a été compté deux fois");
        assertThat(found("invoice", "stock")).isEmpty();
        assertThat(found("", ""))
                .as("the newest first")
                .hasSize(3)
                .first()
                .isEqualTo("Le stock a été compté deux fois");
        assertThat(found("'); DROP TABLE lesson; -- & | ! ( :*", "")).isEmpty();

        say(sales, "bo", lessons("Invoices are right"));
        assertThat(found("rounded", "")).as("taken back").isEmpty();
    }

    @Test
    void whoTouchesTheSameLaterSeesThem() {
        String sales = closed("acme_sales");
        say(sales, "bo", lessons("Ask finance first"));

        String later = company.release(ChangeClass.B, "bo", "acme_sales", "crm");
        String other = company.release(ChangeClass.B, "bo", "crm");

        assertThat(retrospectives().lessonsFor(later, 5))
                .singleElement()
                .satisfies(lesson -> assertThat(lesson.release() + " " + lesson.lesson() + " " + lesson.modules())
                        .isEqualTo(sales + " Ask finance first [acme_sales]"));
        assertThat(retrospectives().lessonsFor(other, 5)).isEmpty();
        assertThat(retrospectives().lessonsFor(sales, 5)).as("its own").isEmpty();
    }

    @Test
    void followUpsBecomeTicketsWhereSomeAreKept() throws IOException {
        try (AnsweringOdoo odoo = new AnsweringOdoo()) {
            company.productionAt(odoo.port());
            Path key = Files.writeString(folder.resolve("odoo-key"), "0123456789\n");
            company.project(PROJECT + """
                    tickets: { values: { project_id: 3 } }
                    external_api: { user: understudy, key: "${file:%s}" }
                    """.formatted(key));
            String release = closed("acme_sales");

            say(release, "ana", followUps("Train <b>everybody</b>"));
            say(release, "ed", followUps("Train <b>everybody</b>", "Print less"));
            company.pass(Duration.ofMinutes(1));

            assertThat(odoo.tickets).hasSize(2);
            assertThat(odoo.tickets.getFirst())
                    .startsWith("Train <b>everybody</b>")
                    .contains(release, "ana");
            assertThat(whole(release).followUps())
                    .extracting(FollowUp::title, FollowUp::ticket)
                    .containsExactly(
                            tuple("Train <b>everybody</b>", Optional.of(1L)), tuple("Print less", Optional.of(2L)));
            assertThat(company.practice.telling().tickets().shown(Optional.of(release)))
                    .as("they are told no news of the release")
                    .isEmpty();
        }
    }

    @Test
    void withoutTicketsFollowUpsAreKeptHere() {
        String release = closed("acme_sales");

        say(release, "ana", followUps("Train everybody"));

        assertThat(whole(release).followUps())
                .singleElement()
                .satisfies(one -> assertThat(one.title() + one.ticket()).isEqualTo("Train everybodyOptional.empty"));
    }

    @Test
    void whatWasTakenBackIsLookedBackAtToo() {
        String release = company.release(ChangeClass.B, "bo", "acme_sales");
        company.perform("rehearse", "rehearsal", release);
        company.perform("deploy", "staging", release);
        company.approve(release, "approval", "ana");
        company.perform("deploy", Project.PRODUCTION, release);
        company.pass(Duration.ofMinutes(1));
        company.perform("rollback", Project.PRODUCTION, "");
        company.pass(Duration.ofMinutes(1));

        say(release, "bo", lessons("Look at the printer too"));
        assertThat(found("printers", "acme_sales")).hasSize(1);
    }

    @Test
    void withZeroDaysNobodyIsAsked() {
        company.project(PROJECT + "support: { look_back_days: 0 }\n");
        String release = closed("acme_sales");

        assertThat(retrospectives().of(release)).isEmpty();
    }
}
