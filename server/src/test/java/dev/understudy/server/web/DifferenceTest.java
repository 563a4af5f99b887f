package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.web.Difference.Line;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Texts side by side show where they differ. */
final class DifferenceTest {

    @Test
    void aLineThatTheOtherTextHasNotIsMarkedOnItsSideAlone() {
        List<String> before = List.of("Order", "Total 120", "Thanks");
        List<String> after = List.of("Order", "Urgency", "Total 120", "Thanks");
        assertThat(marked(before, after)).isEmpty();
        assertThat(marked(after, before)).containsExactly("Urgency");
    }

    @Test
    void aChangedLineIsMarkedOnBothSidesAndALineInAnotherPlaceOnEach() {
        assertThat(marked(List.of("a", "b", "c"), List.of("a", "B", "c"))).containsExactly("b");
        assertThat(marked(List.of("a", "B", "c"), List.of("a", "b", "c"))).containsExactly("B");
        assertThat(marked(List.of("a", "x", "b"), List.of("x", "a", "b"))).hasSize(1);
        assertThat(marked(List.of("a", "x", "y", "b", "c"), List.of("p", "x", "q", "c")))
                .containsExactly("a", "y", "b");
    }

    @Test
    void everyLineIsKeptWhateverTheOtherTextIs() {
        assertThat(Difference.of(List.of(), List.of("a"))).isEmpty();
        assertThat(Difference.of(List.of("a", ""), List.of())).containsExactly(new Line("a", true), new Line("", true));
        assertThat(marked(List.of("a", "a"), List.of("a"))).containsExactly("a");
    }

    @Test
    void textsThatDifferInTooMuchAreMarkedFromTheFirstDifferenceToTheLast() {
        List<String> before =
                IntStream.range(0, 3000).mapToObj(line -> "a" + line).toList();
        List<String> after =
                IntStream.range(0, 3000).mapToObj(line -> "b" + line).toList();
        assertThat(marked(before, after)).hasSize(3000);
    }

    private static List<String> marked(List<String> text, List<String> other) {
        List<Line> lines = Difference.of(text, other);
        assertThat(lines).extracting(Line::text).isEqualTo(text);
        return lines.stream().filter(Line::only).map(Line::text).toList();
    }
}
