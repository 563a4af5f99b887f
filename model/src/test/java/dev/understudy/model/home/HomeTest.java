package dev.understudy.model.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeTest {

    @Test
    void rootsHomeIsTheMachines() {
        assertThat(Home.of(Map.of("HOME", "/root"), true))
                .isEqualTo(new Home(Path.of("/var/lib/understudy"), Path.of("/var/cache/understudy"), 8010));
    }

    @Test
    void aUsersHomeIsTheUsers() {
        assertThat(Home.of(Map.of("HOME", "/home/ana"), false))
                .isEqualTo(new Home(
                        Path.of("/home/ana/.local/share/understudy"), Path.of("/home/ana/.cache/understudy"), 8010));
    }

    @Test
    void variablesMoveEverything() {
        Home home = Home.of(
                Map.of("UNDERSTUDY_HOME", "/srv/./us", "UNDERSTUDY_CACHE", "/srv/cache", "UNDERSTUDY_PORT", "8020"),
                false);

        assertThat(home.directory()).isEqualTo(Path.of("/srv/us"));
        assertThat(home.cache()).isEqualTo(Path.of("/srv/cache"));
        assertThat(home.address()).isEqualTo("http://127.0.0.1:8020");
        assertThat(home.first().packages("r1")).isEqualTo(Path.of("/srv/us/packages/r1"));
        assertThat(home.first().code("r1", "sales")).isEqualTo(Path.of("/srv/us/code/r1/sales"));
        assertThat(home.first().mirror("sales")).isEqualTo(Path.of("/srv/us/mirrors/sales.git"));
        assertThat(home.first().restorePoint("run-4")).isEqualTo(Path.of("/srv/us/restore-points/run-4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "http", "-1", "8010 ", "99999999999"})
    void whatIsNoPortIsRefused(String port) {
        assertThatThrownBy(() -> Home.of(Map.of("UNDERSTUDY_PORT", port), true))
                .hasMessageEndingWith("[home.bad-port]");
    }

    @Test
    void withoutAnyHomeTheUserIsAskedForOne() {
        assertThatThrownBy(() -> Home.of(Map.of(), false))
                .hasMessageContaining("UNDERSTUDY_HOME")
                .hasMessageEndingWith("[home.no-user-home]");
    }
}
