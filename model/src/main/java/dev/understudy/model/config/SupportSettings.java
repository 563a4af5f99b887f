package dev.understudy.model.config;

import dev.understudy.model.release.ModulePattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How users are helped in the days after a deploy to production, and how the people look back at it then.
 *
 * @param days for how long somebody helps; 0 for not at all
 * @param applications who helps with what: names of people or roles, by the name of a module, or how names begin with {@code *}
 *     at the end; in the order of the file
 * @param lookBackDays for how long those who took part are asked afterwards; 0 for not at all
 */
public record SupportSettings(int days, SequencedMap<String, List<String>> applications, int lookBackDays) {

    /** What counts when the file does not say. */
    public static final SupportSettings DEFAULT = new SupportSettings(3, new LinkedHashMap<>(), 7);

    public SupportSettings {
        applications = new LinkedHashMap<>(applications);
    }

    /** All that help with one of these modules; nobody where the file does not say. */
    public Set<String> helpers(Set<String> modules) {
        return applications.entrySet().stream()
                .filter(entry -> modules.stream().anyMatch(module -> ModulePattern.matches(entry.getKey(), module)))
                .flatMap(entry -> entry.getValue().stream())
                .collect(Collectors.toSet());
    }
}
