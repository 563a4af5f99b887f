package dev.understudy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.understudy.model.config.Project;
import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.run.RunView;
import dev.understudy.process.announce.Announcements.Sum;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** People are told of releases by a real mail server. */
@Timeout(300)
class AnnouncerTest {

    private static final Instant MONDAY = Instant.parse("2026-11-30T09:00:00Z");
    private static final Instant START = Instant.parse("2026-12-02T20:00:00Z");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir
    private Path folder;

    private Company company;
    private String release;

    @BeforeEach
    void rehearsedRelease() {
        server.start();
        company = new Company(folder, yaml(server.getSmtp().getPort()), MONDAY);
        release = company.release(ChangeClass.C, "dev", "sale");
        company.perform("rehearse", "rehearsal", release);
    }

    @AfterEach
    void stop() {
        company.close();
        server.stop();
    }

    @Test
    void peopleHearAheadAtTheStartAndAtTheEnd() throws MessagingException {
        plan(START);

        look(START.minus(Duration.ofDays(1)).minusSeconds(60));
        assertThat(subjects()).as("a day before is soon enough").isEmpty();
        look(START.minus(Duration.ofDays(1)));
        look(START.minus(Duration.ofHours(23)));
        assertThat(subjects()).hasSize(2).allMatch(subject -> subject.contains("Odoo"));
        assertThat(to("ana@acme.example"))
                .singleElement()
                .satisfies(mail -> assertThat(GreenMailUtil.getWholeMessage(mail))
                        .contains("Odoo cambia el")
                        .contains("21:00")
                        .contains("DTSTART:20261202T200000Z"));

        company.at(START);
        RunView deployed = company.perform("deploy", Project.PRODUCTION, release);
        assertThat(deployed.status()).isEqualTo("succeeded");
        look(START.plusSeconds(60));
        look(START.plusSeconds(120));

        assertThat(subjects()).hasSize(4);
        assertThat(to("ana@acme.example").getLast().getSubject()).isEqualTo("[acme] Odoo ha cambiado");
    }

    @Test
    void whoExpectedItHearsOfAnotherTimeAndThatItIsOff() throws MessagingException {
        plan(START);
        company.practice.telling().announcer().announce(release, "cy", company.now());
        assertThat(to("it@acme.example").getLast().getSubject()).contains("Odoo changes on Wednesday");

        plan(START.plus(Duration.ofDays(1)));
        look(MONDAY.plusSeconds(60));
        assertThat(to("it@acme.example").getLast().getSubject()).contains("New time").contains("Thursday");

        company.practice.people().sayings().plan(release, Optional.empty(), "cy");
        look(MONDAY.plusSeconds(120));
        look(MONDAY.plusSeconds(180));
        assertThat(to("it@acme.example")).hasSize(3);
        assertThat(to("it@acme.example").getLast().getSubject()).contains("Called off");
    }

    @Test
    void anUndoneReleaseIsToldAsThat() throws MessagingException {
        plan(START);
        look(START.minus(Duration.ofHours(2)));
        company.deploysFail(true);
        company.at(START);
        assertThat(company.perform("deploy", Project.PRODUCTION, release).status()).isNotEqualTo("succeeded");
        look(START.plusSeconds(60));
        look(START.plusSeconds(120));

        assertThat(to("it@acme.example")).hasSize(2);
        assertThat(to("it@acme.example").getLast().getSubject()).contains("is as it was before");
    }

    @Test
    void lettersWaitForAServerThatIsUnavailableAndAreSentOnce() {
        plan(START);
        int port = server.getSmtp().getPort();
        server.stop();

        look(START.minus(Duration.ofHours(20)));
        assertThat(sums()).singleElement().satisfies(sum -> {
            assertThat(sum.sent()).isZero();
            assertThat(sum.problem()).hasValueSatisfying(problem -> assertThat(problem)
                    .contains("127.0.0.1:" + port)
                    .contains("cannot be reached"));
        });

        GreenMail again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        again.start();
        try {
            look(START.minus(Duration.ofHours(19)));
            look(START.minus(Duration.ofHours(18)));
            assertThat(again.getReceivedMessages()).hasSize(2);
            assertThat(sums()).singleElement().satisfies(sum -> assertThat(sum.sent())
                    .isEqualTo(2));
        } finally {
            again.stop();
        }
    }

    @Test
    void whatNobodyCanKnowIsNotAnnounced() {
        assertThatThrownBy(() -> company.practice.telling().announcer().announce(release, "cy", company.now()))
                .hasMessageContaining("is not planned");
        String unknown = company.release(ChangeClass.C, "dev", "sale");
        company.practice.people().sayings().plan(unknown, Optional.of(START), "cy");
        assertThatThrownBy(() -> company.practice.telling().announcer().announce(unknown, "cy", company.now()))
                .hasMessageContaining("rehearsal has not succeeded");
        look(START.minus(Duration.ofHours(1)));
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void whatPeopleKnowIsEvidenceUntilThePlanChanges() {
        assertThat(known()).isEmpty();
        plan(START);
        company.practice.telling().announcer().announce(release, "cy", company.now());

        look(MONDAY.plus(Duration.ofHours(3)));
        assertThat(known()).as("since they were told first").contains(MONDAY);

        plan(START.plus(Duration.ofDays(2)));
        assertThat(known()).as("what people know is another time").isEmpty();
        look(MONDAY.plus(Duration.ofHours(4)));
        assertThat(known()).contains(MONDAY.plus(Duration.ofHours(4)));
    }

    private Optional<Instant> known() {
        return company.practice.way().dossiers().of(release, company.now()).evidence().stream()
                .filter(one -> one.proof() == Proof.ANNOUNCED && one.good())
                .map(Evidence::since)
                .findFirst();
    }

    private void plan(Instant at) {
        company.practice.people().sayings().plan(release, Optional.of(at), "cy");
    }

    private void look(Instant now) {
        company.at(now);
        company.practice.telling().announcer().look(now);
    }

    private List<Sum> sums() {
        return company.practice.telling().announcements().of(release);
    }

    private List<String> subjects() {
        return Arrays.stream(server.getReceivedMessages()).map(AnnouncerTest::subject).toList();
    }

    private List<MimeMessage> to(String address) throws MessagingException {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> GreenMailUtil.getAddressList(recipients(mail)).equals(address))
                .toList();
    }

    private static jakarta.mail.Address[] recipients(MimeMessage mail) {
        try {
            return mail.getAllRecipients();
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String yaml(int port) {
        return """
                project: acme
                odoo: { series: "19.0" }
                repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
                environments: { production: {}, staging: { copy_of: production } }
                people:
                  - { name: dev, mail: dev@acme.example, roles: [developer] }
                  - { name: cy, mail: cy@acme.example, roles: [release-manager, client] }
                  - { name: ana, mail: ana@acme.example, roles: [client, key-user], language: es }
                notify:
                  - mail: { to: [ana@acme.example, it@acme.example] }
                windows:
                  - { days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "23:59", timezone: Europe/Madrid }
                mail: { server: 127.0.0.1, port: %d, security: none, from: odoo@acme.example }
                """.formatted(port);
    }
}
