package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The package, installed by apt on a plain Debian that has no Java. */
@Tag("long")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class PackageIT {

    @Test
    void aptInstallsItAndItRuns() throws Exception {
        TryScript.Ended ended = TryScript.run("try-package", "trixie");

        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(ended.lines()).contains("$ understudy up", "$ understudy status", "$ ls /var/lib/understudy");
    }
}
