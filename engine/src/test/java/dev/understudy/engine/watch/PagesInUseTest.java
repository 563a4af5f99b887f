package dev.understudy.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.edge.AccessEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagesInUseTest {

    private static final Instant NOW = Instant.parse("2026-11-30T16:00:00Z");

    private final PagesInUse pages = new PagesInUse();

    private void asked(int times, String method, int status, String path) {
        for (int time = 0; time < times; time++) {
            pages.accept(new AccessEntry(NOW, Duration.ofMillis(40), status, method, path, false));
        }
    }

    @Test
    void tellsWhatIsAskedForMostTheOneToSignInFirst() {
        asked(10, "GET", 200, "/shop");
        asked(30, "GET", 200, "/odoo");
        asked(4, "GET", 200, "/contactus");
        asked(2, "GET", 200, "/about");

        assertThat(pages.most()).containsExactly("/web/login", "/odoo", "/shop", "/contactus");
    }

    @Test
    void theOneToSignInIsAmongThemWhenNobodyCame() {
        assertThat(pages.most()).containsExactly("/web/login");
    }

    @Test
    void fiveAreEnough() {
        for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
            asked(5, "GET", 200, "/" + name);
        }

        assertThat(pages.most()).containsExactly("/web/login", "/a", "/b", "/c", "/d");
    }

    @Test
    void whatCouldHaveAnEffectOrIsOfOnePersonIsNotAskedForAgain() {
        asked(9, "POST", 200, "/shop/cart");
        asked(9, "GET", 303, "/odoo");
        asked(9, "GET", 500, "/broken");
        asked(9, "GET", 200, "/odoo/orders/17");
        asked(9, "GET", 200, "/my/invoice/aGVsbG8gd29ybGQgdGhpcyBpcyBh");
        asked(9, "GET", 200, "/web/session/logout");
        asked(9, "GET", 200, "/mailing/unsubscribe");
        asked(9, "GET", 200, "/web/static/src/scss/a.css");
        asked(9, "GET", 200, "/websocket");

        assertThat(pages.most()).containsExactly("/web/login");
    }
}
