package dev.understudy.model.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.ticket.TicketNews.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TicketNewsTest {

    private static final Instant MONDAY = Instant.parse("2026-11-30T09:00:00Z");

    private final List<String> told = new ArrayList<>();

    private List<String> look(Map<String, Instant> entered, Optional<Instant> planned, String end, boolean last) {
        Standing standing = new Standing(entered, planned, Optional.of(end).filter(word -> !word.isEmpty()), last);
        List<TicketNews> news = TicketNews.of(standing, told);
        news.forEach(one -> told.add(one.key()));
        return news.stream()
                .map(one -> (one.word() + " " + one.stage()).strip())
                .toList();
    }

    @Test
    void eachStageIsToldOnceAndTheEndWithIt() {
        Map<String, Instant> staging = Map.of("staging", MONDAY);
        assertThat(look(Map.of(), Optional.empty(), "", false)).isEmpty();
        assertThat(look(staging, Optional.empty(), "", false)).containsExactly("entered staging");
        assertThat(look(staging, Optional.empty(), "", false)).isEmpty();
        assertThat(look(staging, Optional.of(MONDAY), "", false)).containsExactly("planned");
        assertThat(look(staging, Optional.of(MONDAY), "performed", true)).containsExactly("performed");
        assertThat(look(Map.of(), Optional.empty(), "performed", true)).isEmpty();
    }

    @Test
    void whatIsTakenBackIsToldAndSoIsWhatComesAgain() {
        assertThat(look(Map.of(), Optional.empty(), "performed", true)).containsExactly("performed");
        assertThat(look(Map.of(), Optional.empty(), "", true)).containsExactly("taken-back");
        assertThat(look(Map.of(), Optional.empty(), "", true)).isEmpty();
        assertThat(look(Map.of(), Optional.empty(), "performed", true)).containsExactly("performed");
    }

    @Test
    void aNewerReleaseOnProductionTakesNothingBack() {
        assertThat(look(Map.of(), Optional.empty(), "performed", true)).containsExactly("performed");
        assertThat(look(Map.of(), Optional.empty(), "", false)).isEmpty();
    }

    @Test
    void otherEndsAreToldOnce() {
        assertThat(look(Map.of(), Optional.of(MONDAY), "rejected", false)).containsExactly("rejected");
        assertThat(look(Map.of(), Optional.of(MONDAY), "rejected", false)).isEmpty();
    }
}
