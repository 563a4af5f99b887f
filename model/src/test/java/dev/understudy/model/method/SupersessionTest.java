package dev.understudy.model.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.method.Supersession.Waiting;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SupersessionTest {

    @Test
    void aReleaseIsOvertakenByTheNewestThatContainsItAndItsApproversAreTold() {
        List<Waiting> waiting = List.of(
                new Waiting("r1", "production", Set.of(), Set.of("ana")),
                new Waiting("r2", "production", Set.of("r1"), Set.of()),
                new Waiting("r3", "production", Set.of("r1", "r2"), Set.of()));

        assertThat(Supersession.among(waiting))
                .containsExactly(new Supersession("r1", "r3", Set.of("ana")), new Supersession("r2", "r3", Set.of()));
    }

    @Test
    void aReleaseOfOtherCodeOrForAnotherStageOvertakesNothing() {
        List<Waiting> waiting = List.of(
                new Waiting("r1", "production", Set.of(), Set.of()),
                new Waiting("r2", "production", Set.of(), Set.of()),
                new Waiting("r3", "staging", Set.of("r1"), Set.of()));

        assertThat(Supersession.among(waiting)).isEmpty();
    }
}
