package dev.understudy.targets.updates;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A source of packages whose signed list this machine has.
 *
 * @param suite as {@code noble-security}
 * @param codename as {@code bookworm-security}
 * @param at when the archive signed it
 */
record AptSource(String suite, String codename, Instant at) {

    private static final String SECURITY = "-security";

    /** Reads the heads of lists, as grep(1) tells them: {@code FILE:FIELD: VALUE}. */
    static List<AptSource> read(String heads) {
        Map<String, Map<String, String>> files = new LinkedHashMap<>();
        heads.lines().forEach(line -> {
            String[] words = line.split(":", 3);
            if (words.length == 3) {
                files.computeIfAbsent(words[0], file -> new LinkedHashMap<>()).putIfAbsent(words[1], words[2].strip());
            }
        });
        List<AptSource> sources = new ArrayList<>();
        files.values()
                .forEach(fields -> sources.add(new AptSource(
                        fields.getOrDefault("Suite", ""),
                        fields.getOrDefault("Codename", ""),
                        time(fields.get("Date")))));
        return sources;
    }

    private static Instant time(@Nullable String date) {
        if (date == null) {
            return Instant.EPOCH;
        }
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.replace("UTC", "GMT")));
        } catch (DateTimeException unreadable) {
            return Instant.EPOCH;
        }
    }

    /** Whether it has the security updates of a distribution: Debian names them by codename, Ubuntu by suite. */
    boolean securityOf(String distribution) {
        String name = distribution + SECURITY;
        return codename.equals(name) || suite.equals(name);
    }
}
