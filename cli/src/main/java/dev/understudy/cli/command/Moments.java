package dev.understudy.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people give them. */
final class Moments {

    private static final Pattern FROM_NOW = Pattern.compile("([0-9]{1,4})([mhd])");

    private Moments() {}

    /** {@code 30m}, {@code 24h} or {@code 2d} from now as a time; any other text as it is. */
    static String instant(String given) {
        Matcher length = FROM_NOW.matcher(given);
        if (!length.matches()) {
            return given;
        }
        long number = Long.parseLong(length.group(1));
        Duration from = switch (length.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        return Instant.now().plus(from).toString();
    }
}
