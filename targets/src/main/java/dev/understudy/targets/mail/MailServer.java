package dev.understudy.targets.mail;

import dev.understudy.model.config.MailSettings;
import dev.understudy.model.config.MailSettings.Login;
import dev.understudy.model.config.MailSettings.Security;
import dev.understudy.model.config.Secret;
import dev.understudy.model.fault.Fault;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLException;

/** The server that takes Understudy's mail (SMTP, RFC 5321). */
public final class MailServer {

    /** A server that looks at its senders may take its time to greet them; one that does not answer for longer is unavailable. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final MailSettings settings;
    private final Map<String, String> variables;

    /**
     * @param variables of the service's environment, where the password may be
     */
    public MailServer(MailSettings settings, Map<String, String> variables) {
        this.settings = settings;
        this.variables = Map.copyOf(variables);
    }

    /**
     * Goes there.
     *
     * @throws dev.understudy.model.fault.FaultException {@code mail.login-refused}, {@code mail.not-secure} for a way that is
     *     not what the settings ask for, {@code mail.unreachable}
     */
    public Postman open() {
        Session session = Session.getInstance(properties());
        try {
            Transport transport = session.getTransport();
            if (settings.login().isPresent()) {
                Login login = settings.login().get();
                Secret password = login.password().resolve(variables);
                transport.connect(login.user(), password.reveal());
            } else {
                transport.connect();
            }
            return new Postman(session, transport, settings.from());
        } catch (AuthenticationFailedException refused) {
            throw Fault.failed("mail.login-refused", settings.server(), Answers.said(refused))
                    .exception(refused);
        } catch (MessagingException failure) {
            boolean insecure = Answers.has(failure, SSLException.class)
                    || Answers.said(failure).contains("STARTTLS");
            throw Fault.failed(
                            insecure ? "mail.not-secure" : "mail.unreachable",
                            settings.server() + ":" + settings.port(),
                            Answers.said(failure))
                    .exception(failure);
        }
    }

    private Properties properties() {
        String protocol = settings.security() == Security.TLS ? "smtps" : "smtp";
        String prefix = "mail." + protocol + ".";
        String silence = Long.toString(SILENCE.toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", protocol);
        properties.setProperty(prefix + "host", settings.server());
        properties.setProperty(prefix + "port", Integer.toString(settings.port()));
        properties.setProperty(
                prefix + "auth", Boolean.toString(settings.login().isPresent()));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "connectiontimeout", silence);
        properties.setProperty(prefix + "timeout", silence);
        properties.setProperty(prefix + "writetimeout", silence);
        if (settings.security() == Security.STARTTLS) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        return properties;
    }
}
