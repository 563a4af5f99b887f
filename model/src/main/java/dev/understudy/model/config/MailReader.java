package dev.understudy.model.config;

import dev.understudy.model.config.MailSettings.Login;
import dev.understudy.model.config.MailSettings.Security;
import dev.understudy.model.fault.Fault;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code mail}. */
final class MailReader {

    static final List<String> KEYS = List.of("server", "port", "security", "user", "password", "from");

    private static final int HIGHEST_PORT = 65_535;

    private MailReader() {}

    static Optional<MailSettings> read(Value value) {
        Section section = new Section(value, KEYS);
        Optional<String> server = section.required("server", "server: smtp.acme.example")
                .flatMap(text -> text.text(Forms.HOST, "config.bad-host"));
        Optional<String> from = section.required("from", "from: odoo@acme.example")
                .flatMap(text -> text.text(Forms.ADDRESS, "config.bad-address"));
        Security security = section.value("security")
                .flatMap(word -> word.word(Security.class))
                .orElse(Security.STARTTLS);
        int port = section.value("port")
                .map(number -> number.whole(1, HIGHEST_PORT))
                .orElse(OptionalInt.empty())
                .orElse(MailSettings.usualPort(security));
        Optional<Login> login = section.value("user").flatMap(user -> login(user, section));
        if (login.isPresent() && security == Security.NONE) {
            section.value("security").ifPresent(at -> at.problem(Fault.usage("config.password-in-clear", at.path())));
        }
        return server.flatMap(host -> from.map(address -> new MailSettings(host, port, security, login, address)));
    }

    private static Optional<Login> login(Value user, Section section) {
        Optional<SecretName> password = section.required("password", "password: ${file:/etc/understudy/smtp-password}")
                .flatMap(MachineReader::secret);
        return user.text(Forms.ROLE, "config.bad-role")
                .flatMap(name -> password.map(secret -> new Login(name, secret)));
    }
}
