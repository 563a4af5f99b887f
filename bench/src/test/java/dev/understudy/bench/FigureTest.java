package dev.understudy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void showsLeastMedianAndMost() {
        assertThat(Figure.below(1.5, "s", "copy", List.of(0.9, 2.5, 0.72, 1.0, 1.2))
                        .row())
                .isEqualTo("| copy | under 1.50 s | 0.72 s | **1 s** | 2.50 s | 5 | yes |");
    }

    @Test
    void takesTheMiddleOfAnEvenNumber() {
        assertThat(Figure.beside("s", "dump", List.of(20.0, 30.0)).median()).isEqualTo(25);
    }

    @Test
    void saysWhatIsNotReached() {
        assertThat(Figure.below(2, "s", "start", List.of(2.0)).reached()).isEqualTo("no");
        assertThat(Figure.atLeast(100, "x", "faster", List.of(99.9)).reached()).isEqualTo("no");
        assertThat(Figure.atLeast(100, "x", "faster", List.of(100.0)).reached()).isEqualTo("yes");
        assertThat(Figure.beside("s", "dump", List.of(20.0)).reached()).isEmpty();
    }

    @Test
    void refusesAFigureThatWasNotMeasured() {
        assertThatThrownBy(() -> Figure.beside("s", "dump", List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
