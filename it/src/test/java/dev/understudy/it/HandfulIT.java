package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Five real modules of the community, a release that was really made of them, with their own tests, and the same broken on
 * purpose in all the ways there are: each is judged as {@code odoo -u} and people would find it.
 */
@Tag("long")
@Timeout(value = 90, unit = TimeUnit.MINUTES)
class HandfulIT {

    @ParameterizedTest
    @ValueSource(strings = {"14", "19"})
    void realReleasesAreJudgedRight(String series) throws Exception {
        String report = "target/truth-" + series + ".md";
        TryScript.Ended ended = TryScript.run(
                Path.of("../bench/truth"),
                "truth-" + series,
                List.of("../bench/truth.d/handful-" + series + ".yaml", "--steps", "1", "--report", report));

        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(Path.of(report)).content().contains("| state 1 |", " 0 wrong.", "broken ones let through: 0 of ");
    }
}
