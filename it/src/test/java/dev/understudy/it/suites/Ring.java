package dev.understudy.it.suites;

import java.util.Locale;
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
    };

    private static final String LONG_TAG = "long";

    abstract Filter<?> filter();

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
