package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Prompt.Result;
import dev.understudy.cli.client.Json;
import dev.understudy.model.evidence.ReportDigest;
import dev.understudy.model.run.RunStatus;
import dev.understudy.model.run.RunView;
import dev.understudy.server.api.FakePractice;
import dev.understudy.server.api.FakeRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people say about releases, on the command line. */
@Timeout(60)
final class PracticeCommandsTest {

    @AutoClose
    private final Prompt prompt = new Prompt();

    private void keep(String key) throws IOException {
        Path file = prompt.home().resolve("ana.key");
        Files.writeString(file, key + "\n");
        prompt.variable("UNDERSTUDY_KEY_FILE", file.toString());
    }

    @Test
    void aReleaseShowsWhatIsMissingAndByWhomAndTheOneCommand() {
        Result result = prompt.run("release", "show", "r1");

        assertThat(result.out())
                .contains("development > staging > [production]", "rehearsal", "0 of 1", "awaited: ana")
                .contains("Next: understudy approve r1 --gate approval");
    }

    @Test
    void aYesIsSaidWithTheKeyOfAFile() throws IOException {
        keep(FakePractice.KEY);

        Result result = prompt.run("approve", "r1", "--gate", "approval", "--word", "looked-at", "--as", "ana");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(prompt.desk().practice().said()).containsExactly("ana yes approval looked-at");
    }

    @Test
    void withoutAKeyNobodyIsBelieved() {
        Result result = prompt.run("approve", "r1", "--as", "ana");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("[process.who]", "understudy people key ana");
        assertThat(prompt.desk().practice().said()).isEmpty();
    }

    @Test
    void anAnnouncementIsReadBeforeItIsSent() {
        Result draft = prompt.run("release", "announce", "r1", "--dry-run");

        assertThat(draft.out()).contains("To 12: users-of-production", "  Odoo changes", "  For 10 s.");
        assertThat(prompt.desk().practice().said()).isEmpty();

        Result told = prompt.run("release", "announce", "r1");

        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.out()).contains("11 of 12 sent, 1 not taken", "no such address");
        assertThat(prompt.desk().practice().said()).containsExactly("announce r1");
    }

    @Test
    void ticketsAreReportedTiedAndShownWithWhatHindersThem() throws IOException {
        Path picture = Files.write(prompt.home().resolve("screen.png"), new byte[300_000]);
        Result reported = prompt.run(
                "ticket", "report", "It breaks", "--environment", "staging", "--screenshot", picture.toString());
        assertThat(reported.code()).as(reported.err()).isZero();
        assertThat(prompt.run("ticket", "tie", "r1", "42").code()).isZero();
        assertThat(prompt.run("ticket", "untie", "r1", "42").code()).isZero();
        assertThat(prompt.desk().practice().said())
                .containsExactly("report It breaks on staging with 400000", "tie r1 42", "untie r1 42");

        assertThat(prompt.run("ticket", "list").out())
                .containsPattern("#42 +r1 +commits +told 2 1 to be told")
                .containsPattern("waits +ana +It breaks")
                .contains("no answer");
        assertThat(prompt.run("ticket", "tie", "r1", "no-number").code()).isEqualTo(2);
        assertThat(prompt.run("ticket", "report", "It breaks", "--screenshot", "/no/such.png")
                        .err())
                .contains("[cli.picture-unreadable]");
        Files.write(picture, new byte[7_000_000]);
        assertThat(prompt.run("ticket", "report", "It breaks", "--screenshot", picture.toString())
                        .err())
                .contains("[server.body-too-large]");
    }

    @Test
    void readinessIsShownWithAdviceAndPeopleAreHeard() throws IOException {
        assertThat(prompt.run("readiness", "r1").out())
                .contains("r1 is not ready: 13 of 100.")
                .containsPattern("risk +good +class A")
                .contains("- training: Show it.");
        keep(FakePractice.KEY);

        Result said = prompt.run("readiness", "r1", "--say", "training=good", "--word", "shown", "--as", "ana");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(prompt.desk().practice().said()).containsExactly("ana training good shown");
    }

    @Test
    void whoHelpsIsShownAndOneOnDutySaysHowItIs() throws IOException {
        assertThat(prompt.run("release", "show", "r1").out())
                .contains(
                        "Users were helped with r1 until 2026-03-04T19:00:00Z: somebody on duty has to say how it is.")
                .containsPattern("Sales +ana")
                .containsPattern("on duty +cy")
                .contains("odoo.http", "Answers took 4 times as long")
                .contains("Next: understudy release close r1");
        assertThat(prompt.run("release", "show", "r1", "--json").out()).contains("\"support\"");
        assertThat(prompt.run("release", "close", "r1").code()).isEqualTo(2);
        assertThat(prompt.run("release", "close", "r1", "--note", "fine", "--as", "ana")
                        .code())
                .isEqualTo(3);
        keep(FakePractice.KEY);

        Result closed = prompt.run("release", "close", "r1", "--note", "fine", "--despite-errors", "--as", "ana");

        assertThat(closed.code()).as(closed.err()).isZero();
        assertThat(closed.out()).contains("Users were helped after r1", "ana, 2026-03-05T19:00:00Z: fine");
        assertThat(prompt.desk().practice().said()).containsExactly("ana close r1 fine true");
    }

    @Test
    void peopleLookBackAndWhatTheyLearntIsFound() throws IOException {
        assertThat(prompt.run("retrospective", "show", "r1").out())
                .contains("Those who took part in r1 are asked until 2026-03-08T19:00:00Z.")
                .contains("Well: Quick", "Did not: Loud", "Lesson: Ask first", "Not heard yet: ana")
                .contains("- Train everybody (bo, ticket #1042)", "- Print less (bo, kept here)");
        assertThat(prompt.run("retrospective", "list").out())
                .containsPattern("r1 +open .* 1 of 2 answered +lessons: 1");
        assertThat(prompt.run("lessons", "finance", "first").out())
                .contains("- Ask finance first", "r0, bo, 2026-03-01: acme_sales");
        assertThat(prompt.run("lessons", "nothing").out()).contains("No such lesson is known.");
        assertThat(prompt.run("release", "show", "r1").out())
                .contains("What earlier releases teach", "Ask finance first");
        assertThat(prompt.run("release", "create").out()).contains("What earlier releases teach", "Ask finance first");
        assertThat(prompt.run("retrospective", "add", "r1", "--well", "Fine").code())
                .isEqualTo(3);
        keep(FakePractice.KEY);

        Result said = prompt.run(
                "retrospective",
                "add",
                "r1",
                "--well",
                "",
                "--lesson",
                "a",
                "--lesson",
                "b",
                "--follow-up",
                "c",
                "--as",
                "ana");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(prompt.run("retrospective", "close", "r1", "--as", "ana").code())
                .isZero();

        assertThat(prompt.desk().practice().said())
                .as("what is left out stays, what is empty goes")
                .containsExactly("ana looks back at r1  - [a, b] [c]", "ana closes the look back at r1");
    }

    @Test
    void branchesAreShownAndProtectedAndRebased() {
        assertThat(prompt.run("branches").out())
                .contains("sales", "production", "main", "aaaaaaaaaa", "r1 runs: 2 ahead, 0 behind")
                .doesNotContain("releases alone");
        assertThat(prompt.run("branches", "--protect").out()).contains("releases alone change it");
        assertThat(prompt.run("branches", "--rebase").code()).isZero();
        assertThat(prompt.run("branches", "--unprotect").code()).isZero();
        assertThat(prompt.run("branches", "--protect", "--rebase").code()).isEqualTo(2);

        assertThat(prompt.desk().branches().said()).containsExactly("protect", "rebase", "unprotect");
    }

    @Test
    void driftIsShownAndAccepted() {
        Result shown = prompt.run("drift");

        assertThat(shown.out()).contains("production differs in 1 from run-7", "crm", "came: 19.0.1.0", "by ada");
        assertThat(prompt.run("drift", "--accept").code()).isZero();
        assertThat(prompt.desk().practice().said()).containsExactly("drift accepted as 4f1d");
    }

    @Test
    void theOthersSayWhatWasAsked() throws IOException {
        keep(FakePractice.KEY);
        prompt.run("reject", "r1", "--word", "wrong");
        prompt.run("withdraw", "r1");
        prompt.run("override", "r1", "--gate", "window", "--reason", "payroll", "--until", "2d");
        prompt.run("emergency", "r1", "--reason", "down");
        prompt.run("release", "plan", "r1", "--at", "2027-01-31T20:00:00Z");

        assertThat(prompt.desk().practice().said())
                .containsExactly(
                        "ana no approval wrong",
                        "ana withdrew approval",
                        "ana override window payroll true",
                        "ana emergency down",
                        "plan 2027-01-31T20:00:00Z");
    }

    @Test
    void aTimeThatIsNoneIsRefused() throws IOException {
        keep(FakePractice.KEY);

        Result result = prompt.run("override", "r1", "--gate", "window", "--reason", "x", "--until", "tomorrow");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("[server.bad-time]");
    }

    @Test
    void aKeyIsWrittenForItsOwnerAlone() throws IOException {
        Path file = prompt.home().resolve("key-of-ana");

        assertThat(prompt.run("people", "key", "ana", "--file", file.toString()).code())
                .isZero();

        assertThat(Files.readString(file).strip()).isEqualTo(FakePractice.KEY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(prompt.run("people", "key", "ana", "--file", file.toString()).code())
                .isEqualTo(3);
    }

    @Test
    void whatWaitsAtTheDoorIsShownAsWaitingAndNotAsDone() {
        RunView queued = FakeRuns.run("run-1", "deploy", "production", RunStatus.QUEUED);
        prompt.desk()
                .runs()
                .put(new RunView(
                        queued.id(),
                        queued.recipe(),
                        queued.environment(),
                        "r1",
                        queued.status(),
                        null,
                        null,
                        queued.steps(),
                        queued.createdAt(),
                        queued.by(),
                        null,
                        null,
                        new RunView.ErrorView("process.waits", "", "It waits for its window.", "")));

        assertThat(prompt.run("runs").out()).contains("waiting").doesNotContain("done");
        assertThat(prompt.run("run", "show", "run-1").out())
                .contains("run-1 waiting", "It waits for its window.")
                .doesNotContain("done, with a warning");
    }

    @Test
    void keyUsersGapsAreShownWithWhoIsMissing() {
        assertThat(prompt.run("key-users", "r1").out())
                .contains("sale", "eva", "stock_picking 12", "usually ivo", "was not tried");
    }

    @Test
    void keyUsersAreRemindedNow() {
        Result result = prompt.run("key-users", "r1", "--remind");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("Reminded at", "eva, ivo (2 of 2 sent)");
        assertThat(prompt.desk().practice().said()).containsExactly("remind r1");
        assertThat(prompt.run("release", "show", "r1").out()).contains("Reminded at");
    }

    @Test
    void theDatabasesOfBranchesTellWhatTheyAreAndWhy() {
        Result result = prompt.run("env", "show", "staging");

        assertThat(result.out())
                .contains("* round-taxes", "1f0c5d2e9a7b", "3d4e of r1", "field sale.order.carrier removed")
                .contains("(its branches)");
    }

    @Test
    void theLoadIsAPictureOfTheWeekAndAProposal() {
        assertThat(prompt.run("load", "--timezone", "Europe/Madrid").out())
                .contains("mon  @@@@@@", "through the edge", "quiet: sun 03:00 to 05:00", "Europe/Madrid");
        assertThat(prompt.run("load", "--release", "r1").out())
                .as("as long as it takes")
                .contains("quiet: sun 03:00 to 04:00");
    }

    @Test
    void theCalendarIsAlsoAFile() throws IOException {
        assertThat(prompt.run("calendar").out()).contains("closed", "Inventory");
        Path file = prompt.home().resolve("acme.ics");
        assertThat(prompt.run("calendar", "--ics", file.toString()).code()).isZero();
        assertThat(Files.readString(file)).startsWith("BEGIN:VCALENDAR\r\n");
    }

    @Test
    void aReportHasItsSeal() {
        assertThat(prompt.run("release", "report", "r1").out())
                .contains("approved", "5ea1", "predicts")
                .contains("12 tests ran: 11 passed, 1 failed.")
                .contains("What people were told", "users-of-production")
                .contains("somebody on duty has to say how it is", "Well: Quick");
    }

    @Test
    void aReportThatWasKeptIsComparedWithItsSeal() throws IOException {
        Path file = prompt.home().resolve("r1.json");
        Files.writeString(file, prompt.run("release", "report", "r1", "--json").out());

        Result right = prompt.run("audit-log", "verify", "--report", file.toString());
        assertThat(right.code()).as(right.err()).isZero();
        assertThat(right.out()).contains("as it was sealed");
        assertThat(prompt.desk().practice().said())
                .contains("verify " + ReportDigest.of(Json.read(Files.readString(file), Map.class)));
        Files.writeString(file, "{}");
        assertThat(prompt.run("audit-log", "verify", "--report", file.toString())
                        .code())
                .isEqualTo(1);
        Files.writeString(file, "no report");
        assertThat(prompt.run("audit-log", "verify", "--report", file.toString())
                        .err())
                .contains("[cli.no-report]");
    }

    @Test
    void aReportIsAlsoAPdf() throws IOException {
        Path file = prompt.home().resolve("r1.pdf");

        Result written = prompt.run("release", "report", "r1", "--pdf", file.toString());

        assertThat(written.code()).as(written.err()).isZero();
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            assertThat(new PDFTextStripper().getText(document)).contains("users-of-production", "5ea1");
        }
        assertThat(prompt.run("release", "report", "r1", "--pdf", "/no/such/folder/r1.pdf")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void aKeyThatWasNotMadeLeavesNoFile() {
        prompt.endService();
        Path file = prompt.home().resolve("key-of-ana");

        assertThat(prompt.run("people", "key", "ana", "--file", file.toString()).code())
                .isEqualTo(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void theAuditLogSaysWhetherItIsWhole() {
        Result whole = prompt.run("audit-log", "verify");
        assertThat(whole.code()).isZero();
        prompt.desk().practice().alter();
        Result broken = prompt.run("audit-log", "verify");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.out()).contains("gone, from 2 on");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "people",
                "audit-log",
                "audit-log verify",
                "release promote r1 --no-wait",
                "release show r1",
                "release report r1",
                "key-users r1",
                "env show staging",
                "load",
                "calendar"
            })
    void jsonIsOneDocument(String command) {
        Result result = prompt.run((command + " --json").split(" "));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Json.pretty(result.out())).isNotBlank();
    }
}
