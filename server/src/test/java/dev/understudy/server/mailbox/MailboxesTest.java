package dev.understudy.server.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.Kind;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Ports;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.view.MailView;
import dev.understudy.targets.runtime.Instance.Slot;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The mailboxes of a project, with a real control plane. */
@Timeout(120)
final class MailboxesTest {

    private static final Instant NOW = Instant.parse("2036-03-02T09:30:00Z");
    private static final long DAY = 86_400;

    @AutoClose
    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    private final MailBook book = new SqlMailBook(database.jdbi(), new SqlMailBook.Room(3, 100_000, 150_000));

    @AutoClose
    private final Mailboxes mailboxes =
            new Mailboxes(book, (user, theirs, ours) -> user.equals("us_staging"), () -> NOW);

    @Test
    void eachCopyHasItsOwnAndProductionHasNone() throws Exception {
        Environment staging = environment("staging", Kind.COPY, "us_staging");
        Environment training = environment("training", Kind.COPY, "us_training");
        Environment production = environment("production", Kind.LIVE, "us_production");
        mailboxes.keep(List.of(production, staging, training));

        MailboxTest.send(port(staging), SampleMails.order().content().bytes(), "rosa@acme.example");

        CaughtMails caught = new CaughtMails(book, "staging");
        MailView view = caught.list("").getFirst();
        assertThat(view.from()).isEqualTo("Acme Compañía <shop@acme.example>");
        assertThat(view.to()).isEqualTo("rosa@acme.example");
        assertThat(view.at()).isEqualTo(NOW);
        assertThat(view.attachments()).isEqualTo(1);
        assertThat(caught.one(view.id()).html()).contains("Thank you");
        assertThat(caught.file(view.id(), 1).name()).isEqualTo("S00012.pdf");
        assertThatThrownBy(() -> caught.file(view.id(), 2)).hasMessageContaining("mail-not-found");
        assertThat(caught.list("MARÍA")).hasSize(1);
        assertThat(caught.list("100%")).isEmpty();
        assertThat(Ports.mailbox(production)).isEmpty();

        assertThatThrownBy(() -> MailboxTest.send(
                        port(training), SampleMails.order().content().bytes(), "rosa@acme.example"))
                .as("somebody else's process")
                .hasStackTraceContaining("Only Odoo of training");

        assertThat(new CaughtMails(book, "training").list("")).isEmpty();
        assertThatThrownBy(() -> new CaughtMails(book, "training").one(view.id()))
                .hasMessageContaining("mail-not-found");
    }

    @Test
    void anEnvironmentThatIsGoneTakesItsMailsAlong() throws Exception {
        Environment staging = environment("staging", Kind.COPY, "us_staging");
        mailboxes.keep(List.of(staging));
        MailboxTest.send(port(staging), SampleMails.order().content().bytes(), "rosa@acme.example");
        mailboxes.keep(List.of(staging));
        assertThat(book.list("staging", "")).hasSize(1);

        mailboxes.keep(List.of());

        assertThat(book.list("staging", "")).isEmpty();
        assertThatThrownBy(() -> MailboxTest.send(
                        port(staging), SampleMails.order().content().bytes(), "rosa@acme.example"))
                .hasMessageContaining("Couldn't connect");
    }

    @Test
    void aPortThatSomebodyHasTakenIsTriedAgain() throws Exception {
        Environment staging = environment("staging", Kind.COPY, "us_staging");
        try (ServerSocket _ = new ServerSocket(port(staging), 1, InetAddress.getLoopbackAddress())) {
            mailboxes.keep(List.of(staging));
        }
        mailboxes.keep(List.of(staging));

        MailboxTest.send(port(staging), SampleMails.order().content().bytes(), "rosa@acme.example");

        assertThat(book.list("staging", "")).hasSize(1);
    }

    @Test
    void theOldestGoWhenThereAreTooManyWhenTheyTakeTooMuchAndWithTime() {
        for (int i = 0; i < 5; i++) {
            book.keep("staging", NOW, SampleMails.order());
        }
        assertThat(book.list("staging", "")).hasSize(3);

        book.keep("staging", NOW, new CaughtMail("", List.of("a@b.example"), new byte[99_000], 60_000_000));
        assertThat(book.list("staging", ""))
                .singleElement()
                .satisfies(view -> assertThat(view.bytes()).isEqualTo(60_000_000));

        book.keep("training", NOW, new CaughtMail("", List.of("a@b.example"), new byte[60_000], 60_000));
        book.keep("training", NOW, new CaughtMail("", List.of("a@b.example"), new byte[20_000], 20_000));
        assertThat(book.list("training", "")).hasSize(2);
        assertThat(book.list("staging", "")).as("the last one stays").hasSize(1);
        book.keep("testing", NOW, new CaughtMail("", List.of("a@b.example"), new byte[90_000], 90_000));
        assertThat(book.list("training", ""))
                .as("all of them together take too much")
                .hasSize(1);

        book.keep("staging", NOW.plusSeconds(31 * DAY), SampleMails.order());
        assertThat(book.list("staging", ""))
                .singleElement()
                .satisfies(view -> assertThat(view.subject()).isEqualTo("Your order S00012"));
        assertThat(book.clear("staging")).isEqualTo(1);
    }

    @Test
    void theyGoWithTimeWhenNoneComesToo() throws Exception {
        Environment staging = environment("staging", Kind.COPY, "us_staging");
        book.keep("staging", NOW.minusSeconds(31 * DAY), SampleMails.order());
        book.keep("staging", NOW.minusSeconds(29 * DAY), SampleMails.order());

        mailboxes.keep(List.of(staging));

        assertThat(book.list("staging", "")).hasSize(1);
    }

    @Test
    void aRefreshThatMasksTakesThoseFromBeforeAlong() throws Exception {
        Environment staging = environment("staging", Kind.COPY, "us_staging");
        Environment training = environment("training", Kind.COPY, "us_training");
        book.keep("staging", NOW.minusSeconds(100), SampleMails.order());
        book.keep("training", NOW.minusSeconds(100), SampleMails.order());
        database.jdbi()
                .useHandle(handle ->
                        handle.execute("""
                        WITH refresh AS (
                          INSERT INTO run (recipe, environment, reads, release, arguments, asked_by, status, created_at, finished_at)
                          VALUES ('refresh', 'staging', '{}', '', '{}', 'ana', 'succeeded', ?, ?) RETURNING number)
                        INSERT INTO evidence (run, name, step, media_type, content, kept_at)
                        SELECT number, ?, 'mask', 'application/json', '{}', ? FROM refresh""", NOW.minusSeconds(200), NOW.minusSeconds(50), MaskReport.NAME, NOW));
        book.keep("staging", NOW.minusSeconds(10), SampleMails.saying("masked"));

        mailboxes.keep(List.of(staging, training));

        assertThat(book.list("staging", "")).extracting(MailView::subject).containsExactly("masked");
        assertThat(book.list("training", "")).hasSize(1);
    }

    private static int port(Environment environment) {
        return Ports.mailbox(environment).orElseThrow();
    }

    private static Environment environment(String name, Kind kind, String user) throws Exception {
        int base;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            base = free.getLocalPort() - 1;
        }
        return new Environment(
                name,
                kind,
                State.READY,
                user,
                "acme",
                base,
                Ports.postgres(base),
                Slot.BLUE,
                "",
                "",
                true,
                true,
                false,
                1,
                NOW,
                NOW);
    }
}
