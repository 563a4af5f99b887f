package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first hour's commands on a plain Debian, which has nothing but apt, git and certificates. */
@Tag("long")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class PlainIT {

    @ParameterizedTest
    @ValueSource(strings = {"bookworm", "trixie"})
    void theFirstCommandsWorkOn(String suite) throws Exception {
        TryScript.Ended ended = TryScript.run("try-plain", suite);

        assertThat(ended.code()).as(ended.toString()).isZero();
        List<String> lines = ended.lines();
        List<String> building =
                lines.subList(lines.indexOf("$ understudy --help") + 1, lines.indexOf("$ understudy up"));
        // Until the help begins, only Understudy speaks: nothing of apt's, debconf's or Maven's.
        assertThat(building.subList(
                        0,
                        building.indexOf(
                                "Rehearse every release of Odoo on a copy of production, then" + " perform it.")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("understudy: "));
        assertThat(building).anySatisfy(line -> assertThat(line).startsWith("understudy:   compiling engine"));
    }
}
