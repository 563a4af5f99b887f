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
 * @param demonstration which of them run on demonstration data, too
 */
public record TestSettings(
        boolean off, List<String> modules, List<String> tags, Duration limit, Demonstration demonstration) {

    /** What counts when the file does not say. */
    public static final TestSettings DEFAULT =
            new TestSettings(false, List.of(), List.of(), Duration.ofHours(2), Demonstration.WHERE_WANTED);

    public TestSettings {
        modules = List.copyOf(modules);
        tags = List.copyOf(tags);
    }

    /** None. */
    static TestSettings none() {
        return new TestSettings(true, List.of(), List.of(), DEFAULT.limit(), Demonstration.NEVER);
    }

    /** Whose tests run on a database with demonstration data, too. */
    public enum Demonstration {

        /** Of modules of which a test fails that says nothing on the real data. */
        WHERE_WANTED,

        /** Of all that are tested. */
        ALWAYS,

        /** Of none. */
        NEVER
    }
}
