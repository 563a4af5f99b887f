package dev.understudy.process.door;

import dev.understudy.model.method.ReleaseFacts;
import dev.understudy.model.method.Stage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A release that asks to enter a stage, where it may have been before. */
final class Entering {

    private Entering() {}

    static ReleaseFacts of(ReleaseFacts facts, Stage stage) {
        Map<String, Instant> before = new HashMap<>(facts.entered());
        before.remove(stage.name());
        return facts.in(before);
    }
}
