package dev.understudy.model.config;

import dev.understudy.model.config.Notice.Way;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads what the project's people agreed on: gates and notices. */
final class PracticeReader {

    static final List<String> GATE_KEYS = List.of("approval", "key-users", "advise");
    static final List<String> APPROVAL_KEYS = List.of("by");
    static final List<String> KEY_USERS_KEYS = List.of("days", "every_module", "by", "remind");
    static final List<String> NOTICE_KEYS = List.of("mail", "odoo");
    static final List<String> MAIL_KEYS = List.of("to", "ahead");
    static final List<String> MESSAGE_KEYS = List.of("ahead");

    private static final String NEVER = "never";
    private static final Pattern REMIND = Pattern.compile(NEVER + "|" + Forms.AGE.pattern());
    private static final int USUAL_DAYS = 7;
    private static final List<String> KEY_USERS = List.of("key-user");

    private PracticeReader() {}

    static Gates gates(Value value) {
        Section section = new Section(value, GATE_KEYS);
        Optional<Gates.Approval> approval = section.value("approval")
                .map(gate -> new Section(gate, APPROVAL_KEYS))
                .map(gate -> new Gates.Approval(gate.required("by", "by: [client]")
                        .map(by -> by.texts(Forms.NAME, "config.bad-name"))
                        .orElse(List.of())));
        Optional<Gates.KeyUsers> keyUsers = section.value("key-users")
                .map(gate -> new Section(gate, KEY_USERS_KEYS))
                .map(gate -> new Gates.KeyUsers(
                        gate.value("days")
                                .map(days -> days.whole(1, 365).orElse(USUAL_DAYS))
                                .orElse(USUAL_DAYS),
                        gate.value("every_module").flatMap(Value::yesNo).orElse(true),
                        gate.value("by")
                                .map(by -> by.texts(Forms.NAME, "config.bad-name"))
                                .orElse(KEY_USERS),
                        gate.value("remind").map(PracticeReader::remind).orElse(Gates.KeyUsers.USUALLY_REMINDED)));
        List<String> advise = section.value("advise")
                .map(names -> names.texts(Forms.NAME, "config.bad-name"))
                .orElse(List.of());
        return new Gates(approval, keyUsers, advise);
    }

    private static Duration remind(Value value) {
        return value.text(REMIND, "config.bad-age")
                .filter(text -> !text.equals(NEVER))
                .map(Forms::age)
                .orElse(Duration.ZERO);
    }

    static List<Notice> notices(Value value) {
        return value.list().stream()
                .map(element -> new Section(element, NOTICE_KEYS))
                .flatMap(section -> section.value("odoo").isPresent()
                        ? Stream.concat(
                                message(section), section.value("mail").stream().flatMap(PracticeReader::mail))
                        : section.required("mail", "mail: { to: users-of-production }").stream()
                                .flatMap(PracticeReader::mail))
                .toList();
    }

    private static Stream<Notice> mail(Value value) {
        Section mail = new Section(value, MAIL_KEYS);
        return mail.required("to", "to: users-of-production").stream()
                .map(to -> new Notice(Way.MAIL, recipients(to), ahead(mail)));
    }

    private static Stream<Notice> message(Section section) {
        return section.value("odoo").stream()
                .map(odoo -> new Section(odoo, MESSAGE_KEYS))
                .map(odoo -> new Notice(Way.ODOO, List.of(Notice.USERS_OF_PRODUCTION), ahead(odoo)));
    }

    private static List<String> recipients(Value to) {
        if (to.node() instanceof SequenceNode) {
            return to.texts(Forms.ADDRESS, "config.bad-address");
        }
        return to
                .text()
                .filter(text -> text.equals(Notice.USERS_OF_PRODUCTION))
                .or(() -> to.text(Forms.ADDRESS, "config.bad-address"))
                .stream()
                .toList();
    }

    private static List<Duration> ahead(Section mail) {
        return mail.value("ahead")
                .map(ages -> ages.texts(Forms.AGE, "config.bad-age").stream()
                        .map(Forms::age)
                        .toList())
                .filter(ages -> !ages.isEmpty())
                .orElse(Notice.USUALLY_AHEAD);
    }
}
