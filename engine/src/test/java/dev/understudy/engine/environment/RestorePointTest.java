package dev.understudy.engine.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestorePointTest {

    @ParameterizedTest
    @ValueSource(strings = {"before-stocktaking", "2026-11-20", "v1.0", "run-of-the-mill", "Friday"})
    void nameOfOnesOwnMayBeGiven(String name) {
        assertThat(RestorePoint.mayBeNamed(name)).isTrue();
    }

    /** A snapshot of that name would delete, or pass for, what a run has made. */
    @ParameterizedTest
    @ValueSource(strings = {"live", "next", "run-7", "undone-run-7", "returning-before-run-12"})
    void namesThatRunsUseMayNot(String name) {
        assertThat(RestorePoint.mayBeNamed(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../production/live", ".deleting-live", "-rf", "a b", "$(reboot)", "a;b", "a\nb"})
    void whatIsNoNameMayNot(String name) {
        assertThat(RestorePoint.mayBeNamed(name)).isFalse();
    }
}
