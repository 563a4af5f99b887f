package dev.understudy.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bench.faults.Strike.Wish;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final List<Victim> ALL = List.of(Victim.values());

    @Test
    void theSameSeedKillsTheSame() {
        assertThat(strikes(19, 40)).isEqualTo(strikes(19, 40)).isNotEqualTo(strikes(20, 40));
    }

    @Test
    void everyVictimHasItsTurn() {
        List<Strike> strikes = strikes(7, 3 * ALL.size());

        for (int round = 0; round < 3; round++) {
            assertThat(strikes.subList(round * ALL.size(), (round + 1) * ALL.size()))
                    .extracting(Strike::victim)
                    .containsExactlyInAnyOrderElementsOf(ALL);
        }
        assertThat(strikes.subList(0, ALL.size()))
                .extracting(Strike::victim)
                .isNotEqualTo(strikes.subList(ALL.size(), 2 * ALL.size()).stream()
                        .map(Strike::victim)
                        .toList());
    }

    @Test
    void killsAtAnyMomentOfWhateverIsUnderWay() {
        List<Strike> strikes = strikes(1, 200);

        assertThat(strikes).extracting(Strike::number).startsWith(1, 2, 3).doesNotHaveDuplicates();
        assertThat(strikes).extracting(Strike::wish).contains(Wish.values());
        assertThat(strikes)
                .extracting(Strike::moment)
                .allSatisfy(moment -> assertThat(moment).isBetween(0.0, 1.0));
        assertThat(strikes).extracting(strike -> (int) (strike.moment() * 4)).contains(0, 1, 2, 3);
    }

    private static List<Strike> strikes(long seed, int count) {
        return Stream.generate(new Plan(seed, ALL)::next).limit(count).toList();
    }
}
