package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads {@code tests}: {@code off}, or which tests a rehearsal runs for how long. */
final class TestsReader {

    static final List<String> KEYS = List.of("modules", "tags", "limit", "demonstration");

    private static final String OFF = "off";
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Pattern TAG = Pattern.compile("[-+]?[A-Za-z_][A-Za-z0-9_]*");

    private TestsReader() {}

    static TestSettings read(Value value) {
        TestSettings usual = TestSettings.DEFAULT;
        if (value.node() instanceof ScalarNode scalar) {
            if (!scalar.getValue().equals(OFF)) {
                value.problem(Fault.usage("config.not-a-word", value.path(), value.shown(), OFF, OFF));
            }
            return TestSettings.none();
        }
        Section section = new Section(value, KEYS);
        return new TestSettings(
                false,
                section.value("modules")
                        .map(modules -> modules.texts(Forms.MODULE, "config.bad-module"))
                        .orElse(usual.modules()),
                section.value("tags")
                        .map(tags -> tags.texts(TAG, "config.bad-test-tag"))
                        .orElse(usual.tags()),
                section.value("limit")
                        .flatMap(limit -> Forms.duration(limit, LONGEST, "24h"))
                        .orElse(usual.limit()),
                section.value("demonstration")
                        .flatMap(when -> when.word(TestSettings.Demonstration.class))
                        .orElse(usual.demonstration()));
    }
}
