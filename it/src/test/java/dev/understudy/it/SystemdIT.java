package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The package under a real systemd, which is the first process of a Debian that was booted for it: an Odoo with its copy
 * outlives restarts and kills of the service and an upgrade of the package, and is there again after a reboot and a power cut.
 */
@Tag("long")
@Timeout(value = 90, unit = TimeUnit.MINUTES)
class SystemdIT {

    @Test
    void whatServesOutlivesTheServiceAndComesBackWithTheMachine() throws Exception {
        TryScript.Ended ended = TryScript.run("try-systemd", "bookworm");

        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(ended.lines()).contains("# a kill", "# a reboot", "# a power cut", "$ apt purge understudy");
    }
}
