package dev.understudy.engine.crash;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;

/** As {@link DeployCrashTest}, and killed all over: at one of {@code stride} points, and wherever a volume was just renamed. */
@Tag("long")
class DeploySweepTest extends DeployCrashTest {

    @Override
    IntStream kills(List<String> points, int first, int stride) {
        return IntStream.range(first, points.size())
                .filter(point ->
                        (point - first) % stride == 0 || points.get(point).startsWith("mv "));
    }
}
