package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The image, built of the package on a real engine: a container that is made anew goes on with what the volumes hold. */
@Tag("long")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class ImageIT {

    @Test
    void aNewContainerGoesOnWithTheSameVolumes() throws Exception {
        TryScript.Ended ended = TryScript.run("try-image", "trixie");

        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(ended.lines()).contains("$ docker rm understudy").endsWith("# done");
    }
}
