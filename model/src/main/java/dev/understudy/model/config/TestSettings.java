package dev.understudy.model.config;

import java.time.Duration;
import java.util.List;

/**
 * Which tests a rehearsal runs.
 *
 * @param off whether none
 * @param modules whose tests; empty for those of the modules that the release touches
 * @param tags of Odoo's {@code --test-tags}, without modules; those that begin with {@code -} are left out; empty for the
 *     standard ones
 * @param limit past which a run of tests is stopped, and has failed
 */
public record TestSettings(boolean off, List<String> modules, List<String> tags, Duration limit) {

    /** What counts when the file does not say. */
    public static final TestSettings DEFAULT = new TestSettings(false, List.of(), List.of(), Duration.ofHours(2));

    public TestSettings {
        modules = List.copyOf(modules);
        tags = List.copyOf(tags);
    }

    /** None. */
    static TestSettings none() {
        return new TestSettings(true, List.of(), List.of(), DEFAULT.limit());
    }
}
