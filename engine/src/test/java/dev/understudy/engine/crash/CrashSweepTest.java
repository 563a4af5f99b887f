package dev.understudy.engine.crash;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;

/** As {@link CrashTest}, and killed at every point. */
@Tag("long")
class CrashSweepTest extends CrashTest {

    @Override
    IntStream kills(int first, int end) {
        return IntStream.range(first, end);
    }
}
