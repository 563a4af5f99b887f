package dev.understudy.targets.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.understudy.model.config.MailSettings;
import dev.understudy.model.config.MailSettings.Login;
import dev.understudy.model.config.MailSettings.Security;
import dev.understudy.model.config.SecretName;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MailServerTest {

    private static final String HOST = "127.0.0.1";
    private static final Map<String, String> VARIABLES = Map.of("SMTP", "gooseberry");

    private final GreenMail server = new GreenMail(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP));
    private final GreenMail tls = new GreenMail(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTPS));

    @AfterEach
    void stop() {
        server.stop();
        tls.stop();
    }

    @Test
    void aLetterArrivesAsItWasWritten() throws Exception {
        server.start();

        try (Postman postman = open(server.getSmtp().getPort(), Security.NONE, Optional.empty())) {
            postman.send(
                    new Letter("r3-1", "ana@acme.example", "Cambio: mañana", "Señora:\n\n- nada\n", Optional.empty()));
            postman.send(
                    new Letter("r3-2", "bea@acme.example", "Invitation", "Come\n", Optional.of("BEGIN:VCALENDAR")));
        }

        MimeMessage first = server.getReceivedMessages()[0];
        assertThat(first.getSubject()).isEqualTo("Cambio: mañana");
        assertThat(first.getContent().toString().lines()).containsExactly("Señora:", "", "- nada");
        assertThat(first.getMessageID()).isEqualTo("<r3-1@acme.example>");
        assertThat(first.getFrom()[0]).hasToString("odoo@acme.example");
        assertThat(first.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(GreenMailUtil.getWholeMessage(server.getReceivedMessages()[1]))
                .contains("text/calendar")
                .contains("BEGIN:VCALENDAR");
    }

    @Test
    void whoIsNotKnownIsTurnedAwayWithoutAWordOfThePassword() {
        server.setUser("understudy", "another");
        server.start();

        Login login = new Login("understudy", new SecretName.Variable("SMTP"));
        assertThatThrownBy(() -> open(server.getSmtp().getPort(), Security.NONE, Optional.of(login)))
                .hasMessageContaining("does not take this user and password")
                .hasMessageNotContaining("gooseberry");
    }

    @Test
    void aServerThatOffersNoEncryptionGetsNeitherPasswordNorLetter() {
        server.start();

        assertThatThrownBy(() -> open(server.getSmtp().getPort(), Security.STARTTLS, Optional.empty()))
                .hasMessageContaining("is not secure");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotTrusted() {
        tls.start();

        assertThatThrownBy(() -> open(tls.getSmtps().getPort(), Security.TLS, Optional.empty()))
                .hasMessageContaining("is not secure");
    }

    @Test
    void aServerThatIsNotThereIsToldAsThat() {
        server.start();
        int port = server.getSmtp().getPort();
        server.stop();

        assertThatThrownBy(() -> open(port, Security.NONE, Optional.empty()))
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining(HOST + ":" + port);
    }

    private static Postman open(int port, Security security, Optional<Login> login) {
        return new MailServer(new MailSettings(HOST, port, security, login, "odoo@acme.example"), VARIABLES).open();
    }
}
