package dev.understudy.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.watch.PageTimes.Slower;
import dev.understudy.targets.edge.AccessEntry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which pages became slower, and which only look so. */
class PageTimesTest {

    private static final Instant DEPLOYED = Instant.parse("2026-11-30T20:00:00Z");
    private static final Instant SERVED = DEPLOYED.plusSeconds(30);

    private final PageTimes pages = new PageTimes(DEPLOYED, SERVED);

    private void asked(int times, String path, long millisBefore, long millisAfter) {
        for (int i = 0; i < times; i++) {
            answer(DEPLOYED.minusSeconds(60 + i), path.formatted(i), millisBefore, false);
            answer(SERVED.plusSeconds(60 + i), path.formatted(i), millisAfter, false);
        }
    }

    private void answer(Instant ended, String path, long millis, boolean held) {
        pages.accept(new AccessEntry(ended, Duration.ofMillis(millis), 200, "GET", path, held));
    }

    @Test
    void aPageIsOneWhateverTheRecord() {
        asked(40, "/odoo/sales/%d", 100, 900);
        asked(40, "/web/dataset/call_kw/sale.order/web_read", 100, 110);

        assertThat(pages.slower()).singleElement().satisfies(one -> {
            assertThat(one.page()).isEqualTo("/odoo/sales/#");
            assertThat(one.answers()).isEqualTo(40);
            assertThat(one.before()).isBetween(Duration.ofMillis(90), Duration.ofMillis(110));
            assertThat(one.after()).isBetween(Duration.ofMillis(850), Duration.ofMillis(950));
        });
    }

    @Test
    void theOneThatCostsUsersMostComesFirst() {
        asked(40, "/seldom", 100, 2000);
        asked(400, "/often", 100, 900);

        assertThat(pages.slower()).extracting(Slower::page).containsExactly("/often", "/seldom");
    }

    @Test
    void fewAnswersAndLittleTimeAndWhatWasHeldSayNothing() {
        asked(20, "/few", 100, 5000);
        asked(100, "/unnoticed", 20, 200);
        asked(100, "/a-little", 2000, 2600);
        asked(100, "/web/assets/1/web.js", 10, 5000);
        asked(100, "/websocket", 10, 5000);
        for (int i = 0; i < 100; i++) {
            answer(DEPLOYED.minusSeconds(60 + i), "/held", 100, false);
            answer(SERVED.plusSeconds(1), "/held", 9000, true);
            answer(SERVED.plusSeconds(1), "/during", 9000, false);
            answer(DEPLOYED.minusSeconds(60), "/during", 100, false);
        }

        assertThat(pages.slower()).isEmpty();
    }
}
