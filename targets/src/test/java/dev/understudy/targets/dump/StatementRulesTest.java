package dev.understudy.targets.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.dump.StatementRules.Fate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StatementRulesTest {

    @Test
    void theRowsOfATableOfHundredsOfColumnsFollowTheirCopy() {
        String columns = IntStream.range(0, 300)
                .mapToObj(column -> "x_studio_a_field_of_ten_years_" + column)
                .collect(Collectors.joining(", "));

        Fate fate = StatementRules.of("COPY public.account_move (id, " + columns + ") FROM stdin");

        assertThat(fate)
                .isInstanceOfSatisfying(
                        Fate.Copy.class, copy -> assertThat(copy.table()).isEqualTo("public.account_move"));
    }
}
