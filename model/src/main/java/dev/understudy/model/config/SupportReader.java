package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.people.People;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Reads {@code support}. */
final class SupportReader {

    static final List<String> KEYS = List.of("days", "applications", "look_back_days");

    private static final int MOST_DAYS = 60;

    private SupportReader() {}

    static SupportSettings read(Value value, People people) {
        Section section = new Section(value, KEYS);
        return new SupportSettings(
                days(section, "days", SupportSettings.DEFAULT.days()),
                section.value("applications")
                        .map(mapping -> applications(mapping, people))
                        .orElse(new LinkedHashMap<>()),
                days(section, "look_back_days", SupportSettings.DEFAULT.lookBackDays()));
    }

    private static int days(Section section, String key, int usual) {
        return section.value(key)
                .map(days -> days.whole(0, MOST_DAYS).orElse(usual))
                .orElse(usual);
    }

    private static SequencedMap<String, List<String>> applications(Value mapping, People people) {
        SequencedMap<String, List<String>> applications = new LinkedHashMap<>();
        for (Value.Member member : mapping.members()) {
            List<String> who = member.value().texts(Forms.NAME, "config.bad-name");
            who.stream()
                    .filter(name -> people.among(List.of(name)).isEmpty())
                    .forEach(nobody -> member.value().problem(Fault.usage("config.nobody-helps", nobody)));
            member.key().text(Forms.MODULES, "config.bad-module").ifPresent(module -> applications.put(module, who));
        }
        return applications;
    }
}
