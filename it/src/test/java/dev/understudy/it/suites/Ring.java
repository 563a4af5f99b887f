package dev.understudy.it.suites;

import java.util.Locale;
import java.util.Map;
import org.junit.platform.engine.Filter;
import org.junit.platform.launcher.TagFilter;

/** Which of the tests on real parts. */
enum Ring {
    /** Those that run every time. */
    STORIES {
        @Override
        Filter<?> filter() {
            return TagFilter.excludeTags(LONG_TAG);
        }
    },
    /** Those that take too long for that. */
    LONG {
        @Override
        Filter<?> filter() {
            return TagFilter.includeTags(LONG_TAG);
        }
    },
    /** Those that are performed on a machine that is ten times slower, too, where no test has a time in which to end. */
    SLOW {
        @Override
        Filter<?> filter() {
            return TagFilter.includeTags("slow");
        }

        @Override
        Map<String, String> parameters() {
            return Map.of("junit.jupiter.execution.timeout.mode", "disabled");
        }
    };

    private static final String LONG_TAG = "long";

    abstract Filter<?> filter();

    /** Settings of JUnit. */
    Map<String, String> parameters() {
        return Map.of();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
