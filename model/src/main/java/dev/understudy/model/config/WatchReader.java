package dev.understudy.model.config;

import dev.understudy.model.config.WatchSettings.Then;
import dev.understudy.model.fault.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads {@code watch}: a duration, or what is watched for how long. */
final class WatchReader {

    static final List<String> KEYS = List.of("for", "errors", "slower", "new_log_errors", "then");

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int MOST_LOG_ERRORS = 1000;
    private static final BigDecimal LEAST_SLOWER = new BigDecimal("1.1");

    private WatchReader() {}

    static WatchSettings read(Value value) {
        WatchSettings usual = WatchSettings.DEFAULT;
        if (value.node() instanceof ScalarNode) {
            return period(value).map(usual::over).orElse(usual);
        }
        Section section = new Section(value, KEYS);
        return new WatchSettings(
                section.value("for").flatMap(WatchReader::period).orElse(usual.period()),
                section.value("errors").flatMap(Forms::share).orElse(usual.errors()),
                section.value("slower").flatMap(WatchReader::times).orElse(usual.slower()),
                section.value("new_log_errors")
                        .map(kinds -> kinds.whole(0, MOST_LOG_ERRORS).orElse(usual.newLogErrors()))
                        .orElse(usual.newLogErrors()),
                section.value("then").flatMap(then -> then.word(Then.class)).orElse(usual.then()));
    }

    private static Optional<Duration> period(Value value) {
        return Forms.duration(value, LONGEST, "24h");
    }

    private static Optional<Double> times(Value value) {
        return value.text(Forms.TIMES, "config.bad-times").map(text -> {
            if (number(text).compareTo(LEAST_SLOWER) < 0) {
                value.problem(Fault.usage("config.out-of-range", value.path(), value.shown(), "1.1x", "999x"));
            }
            return number(text).doubleValue();
        });
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.substring(0, text.length() - 1));
    }
}
