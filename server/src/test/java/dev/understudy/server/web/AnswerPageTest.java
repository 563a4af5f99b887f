package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.view.InboxView.ItemView;
import dev.understudy.server.access.Accounts;
import dev.understudy.server.access.Totp;
import dev.understudy.server.asking.AskingMails;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody is asked by mail, and answers by the link in it. The mail server is a real one. */
@Timeout(60)
final class AnswerPageTest {

    private static final Pattern LINK =
            Pattern.compile("https://understudy\\.acme\\.example/answer\\?link=(acme\\.[\\w-]+)");

    @AutoClose
    private final Visits visits = Visits.open();

    private final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void listen() {
        mails.start();
    }

    @AfterEach
    void stop() {
        mails.stop();
    }

    @Test
    void whoIsAwaitedIsAskedOnceInTheirLanguageAndAnswersFromAPhone() throws Exception {
        AskingMails asking = asking("https://understudy.acme.example");
        asking.look();
        asking.look();

        assertThat(mails.getReceivedMessages()).hasSize(1);
        String mail = (String) mails.getReceivedMessages()[0].getContent();
        assertThat(mails.getReceivedMessages()[0].getSubject()).isEqualTo("acme: ¿aprueba la versión r12?");
        assertThat(mail).contains("Hola, ana", "- Ask how urgent an order is");
        String link = link(mail);
        Browser phone = visits.browser();
        String page = phone.get("/answer?link=" + link).body();
        assertThat(page)
                .contains("You answer as ana,", "Ask how urgent an order is", "value=\"yes\"")
                .as("whether it was rehearsed, how long users wait, and where the rest is, stand before the buttons")
                .containsSubsequence(
                        "succeeded",
                        "about 4.0 s, at most 9.0 s",
                        "href=\"/projects/acme/releases/r12\"",
                        "value=\"yes\"");
        assertThat(phone.get("/answer?link=" + link).body())
                .as("looking at it does not use it up")
                .contains("value=\"yes\"");

        HttpResponse<String> said =
                phone.post("/answer", Map.of("link", link, "answer", "yes", "word", "From the train"));

        assertThat(said.body()).contains("ana has approved r12.");
        assertThat(visits.desk().said()).containsExactly("ana yes approval From the train");
        assertThat(phone.post("/answer", Map.of("link", link, "answer", "no", "word", "Too late"))
                        .body())
                .contains("does not work any more");
        assertThat(phone.get("/answer?link=" + link).body()).contains("does not work any more");
        assertThat(visits.desk().said()).hasSize(1);
        assertThat(phone.session()).as("nobody is signed in by it").isEmpty();
    }

    @Test
    void aLinkIsOverAfterItsTimeAndForWhoLeftAndWhenItWasDecidedOtherwise() throws Exception {
        asking("https://understudy.acme.example").look();
        String link = link((String) mails.getReceivedMessages()[0].getContent());
        Browser phone = visits.browser();
        Browser ana = visits.of("ana");
        Visits.send(
                ana, "/projects/acme/releases/r12/reject", "gate", "approval", "digest", "d".repeat(64), "word", "No");
        assertThat(phone.get("/answer?link=" + link).body())
                .contains("Your answer is not needed any more")
                .doesNotContain("value=\"yes\"");

        visits.desk().entrance().pass(Duration.ofDays(3));
        assertThat(phone.get("/answer?link=" + link).body()).contains("does not work any more");
        assertThat(phone.get("/answer?link=acme.guess").body()).contains("does not work any more");
        assertThat(phone.get("/answer?link=nowhere.guess").body()).contains("does not work any more");
        assertThat(phone.get("/answer").body()).contains("does not work any more");
    }

    @Test
    void whoLeftTheProjectAnswersNothing() throws Exception {
        asking("https://understudy.acme.example").look();
        String link = link((String) mails.getReceivedMessages()[0].getContent());
        visits.desk().leave("ana");
        assertThat(visits.browser()
                        .post("/answer", Map.of("link", link, "answer", "yes"))
                        .body())
                .contains("does not work any more");
        assertThat(visits.desk().said()).isEmpty();
    }

    @Test
    void whoHasASecondFactorShowsItHereTooAndKeepsTheLinkWhenItIsWrong() throws Exception {
        asking("https://understudy.acme.example").look();
        String link = link((String) mails.getReceivedMessages()[0].getContent());
        Accounts accounts = visits.desk().access().accounts();
        Totp factor = accounts.newFactor("ana");
        String code = accounts.confirmFactor(
                        "ana", factor.code(visits.desk().entrance().instant()))
                .getFirst();
        Browser phone = visits.browser();

        assertThat(phone.get("/answer?link=" + link).body()).contains("name=\"code\"");
        assertThat(phone.post("/answer", Map.of("link", link, "answer", "yes", "code", "000000"))
                        .body())
                .contains("server.proof-refused");
        assertThat(visits.desk().said()).isEmpty();
        assertThat(phone.post("/answer", Map.of("link", link, "answer", "yes", "code", code))
                        .body())
                .contains("ana has approved r12.");
    }

    @Test
    void nobodyIsAskedWhereTheLinkWouldLeadNowhere() {
        asking("").look();
        assertThat(mails.getReceivedMessages()).isEmpty();
    }

    private static String link(String mail) {
        Matcher link = LINK.matcher(mail);
        assertThat(link.find()).as(mail).isTrue();
        return link.group(1);
    }

    private AskingMails asking(String url) {
        Project project = ProjectFile.read("understudy.yaml", """
                        project: acme
                        odoo: { series: "19.0" }
                        repositories:
                          - { name: addons, url: https://git.example/acme/addons.git }
                        environments:
                          production: {}
                          staging: { copy_of: production }
                        people:
                          - { name: ana, mail: ana@acme.example, roles: [client], language: es }
                          - { name: bo, mail: bo@acme.example, roles: [release-manager] }
                        mail: { server: 127.0.0.1, port: %d, security: none, from: odoo@acme.example }
                        %s
                        """.formatted(
                                mails.getSmtp().getPort(), url.isEmpty() ? "" : "access: { url: '" + url + "' }"))
                .require();
        return new AskingMails(
                () -> project, new ByShowroom(visits.desk()), visits.desk().answers(), Map.of());
    }

    private record ByShowroom(Showroom desk) implements AskingMails.Waiting {

        @Override
        public List<ItemView> items() {
            return desk.inbox(Locale.ENGLISH).items();
        }

        @Override
        public List<String> changes(String release) {
            return desk.changes(release).commits().stream()
                    .map(commit -> commit.subject())
                    .toList();
        }
    }
}
