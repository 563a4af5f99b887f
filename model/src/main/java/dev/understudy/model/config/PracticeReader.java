package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads what the project's people agreed on: gates, windows, notices. */
final class PracticeReader {

    static final List<String> GATE_KEYS = List.of("approval", "key-users");
    static final List<String> APPROVAL_KEYS = List.of("by");
    static final List<String> KEY_USERS_KEYS = List.of("days", "every_module");
    static final List<String> WINDOW_KEYS = List.of("days", "from", "to", "timezone");
    static final List<String> NOTICE_KEYS = List.of("mail");
    static final List<String> MAIL_KEYS = List.of("to");

    private static final int USUAL_DAYS = 7;

    /** The days as the file writes them. */
    private enum Day {
        MON(DayOfWeek.MONDAY),
        TUE(DayOfWeek.TUESDAY),
        WED(DayOfWeek.WEDNESDAY),
        THU(DayOfWeek.THURSDAY),
        FRI(DayOfWeek.FRIDAY),
        SAT(DayOfWeek.SATURDAY),
        SUN(DayOfWeek.SUNDAY);

        private final DayOfWeek day;

        Day(DayOfWeek day) {
            this.day = day;
        }
    }

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
                        gate.value("every_module").flatMap(Value::yesNo).orElse(true)));
        return new Gates(approval, keyUsers);
    }

    static List<Window> windows(Value value) {
        return value.list().stream()
                .map(element -> new Section(element, WINDOW_KEYS))
                .flatMap(section -> window(section).stream())
                .toList();
    }

    private static Optional<Window> window(Section section) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        section.required("days", "days: [tue, thu]").ifPresent(value -> {
            for (Value element : value.list()) {
                element.word(Day.class).ifPresent(day -> days.add(day.day));
            }
        });
        Optional<LocalTime> from = section.required("from", "from: \"20:00\"").flatMap(PracticeReader::time);
        Optional<LocalTime> to = section.required("to", "to: \"23:00\"").flatMap(PracticeReader::time);
        Optional<ZoneId> zone =
                section.required("timezone", "timezone: Europe/Madrid").flatMap(PracticeReader::zone);
        return from.flatMap(start -> to.flatMap(end -> zone.map(place -> new Window(days, start, end, place))));
    }

    private static Optional<LocalTime> time(Value value) {
        return value.text(Forms.TIME, "config.bad-time").map(LocalTime::parse);
    }

    private static Optional<ZoneId> zone(Value value) {
        return value.text().flatMap(text -> {
            try {
                return Optional.of(ZoneId.of(text));
            } catch (DateTimeException unknown) {
                value.problem(Fault.usage("config.bad-timezone", value.path(), value.shown()));
                return Optional.empty();
            }
        });
    }

    static List<Notice> notices(Value value) {
        return value.list().stream()
                .map(element -> new Section(element, NOTICE_KEYS))
                .flatMap(section -> section.required("mail", "mail: { to: users-of-production }").stream())
                .map(mail -> new Section(mail, MAIL_KEYS))
                .flatMap(mail -> mail.required("to", "to: users-of-production").stream())
                .map(PracticeReader::notice)
                .toList();
    }

    private static Notice notice(Value to) {
        if (to.node() instanceof SequenceNode) {
            return new Notice(to.texts(Forms.ADDRESS, "config.bad-address"));
        }
        Optional<String> one = to.text()
                .filter(text -> text.equals(Notice.USERS_OF_PRODUCTION))
                .or(() -> to.text(Forms.ADDRESS, "config.bad-address"));
        return new Notice(Stream.ofNullable(one.orElse(null)).toList());
    }
}
