package dev.understudy.engine.step.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.odoo.check.Check;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as a failure that production's own code has too. */
class BaselineTest {

    @Test
    void theSameWindowWithTheSameWordsIsKnown() {
        Check failure = new Check("use: Sales/Orders as anna", 3, "", "KeyError: 12");

        assertThat(Baseline.isAmong(failure, List.of(new Check("use: Sales/Orders as anna", 9, "", "KeyError: 7"))))
                .isTrue();
        assertThat(Baseline.isAmong(failure, List.of(new Check("use: Sales/Orders as anna", 9, "", "TypeError: 7"))))
                .isFalse();
    }

    /** Green would be a guess: with either code, nobody has seen a window. */
    @Test
    void aCheckThatBrokeOffWithEitherCodeIsNotKnown() {
        Check failure = new Check("use", 3, "", "TypeError: 'str' object is not callable");

        assertThat(Baseline.isAmong(failure, List.of(failure))).isFalse();
    }
}
