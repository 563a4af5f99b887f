package dev.understudy.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoadTest {

    @Test
    void keepsCountOfWhatUsersGot() throws Exception {
        try (ForgetfulOdoo odoo = new ForgetfulOdoo();
                Session session = Session.signIn(odoo.address(), "acme", "admin", "admin");
                Load load = Load.begin(session, SlowReport.of(session), 100, "Test")) {
            odoo.awaitWrites();

            Sums sums = load.end();

            assertThat(sums.lost()).containsExactly("Test 1");
            assertThat(sums.failed()).containsEntry(Kind.WRITE, 1).containsKey(Kind.WEBSOCKET);
            assertThat(sums.failed()).doesNotContainKeys(Kind.PAGE, Kind.READ, Kind.SLOW);
            assertThat(sums.errors()).anySatisfy(error -> assertThat(error).contains("WRITE", "no"));
            assertThat(sums.written()).isEqualTo(load.acknowledged().size());
            assertThat(sums.requests()).isGreaterThan(6);
        }
    }

    @Test
    void canBeBrokenOff() throws Exception {
        try (ForgetfulOdoo odoo = new ForgetfulOdoo();
                Session session = Session.signIn(odoo.address(), "acme", "admin", "admin")) {
            Load load = Load.begin(session, SlowReport.of(session), 100, "Test");
            odoo.awaitWrites();

            load.close();

            assertThat(load.acknowledged()).doesNotContain("Test 2");
        }
    }

    @Test
    void whoCannotSignInIsTold() {
        assertThatThrownBy(() -> Session.signIn(URI.create("http://127.0.0.1:9"), "acme", "admin", "admin"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not answer");
    }
}
