package dev.understudy.engine.run;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import java.time.Duration;

/** How a step ended, as a value. */
public sealed interface Outcome {

    /**
     * It is done.
     *
     * @param detail one short line for people; may tell nothing
     */
    record Done(Said detail) implements Outcome {}

    /**
     * It is done, and the run goes on; but people must hear of this, and may want to go back.
     *
     * @param warning shown with the run as long as it is shown
     */
    record Warned(Fault warning) implements Outcome {}

    /** Not yet: try again after a while. */
    record Retry(Duration after, String why) implements Outcome {}

    /** It waits for people or for a time; the run is {@code waiting}. */
    record Wait(String gate) implements Outcome {}

    /** It did not succeed; what the run did is undone, in reverse. */
    record Failed(Fault fault) implements Outcome {}

    static Outcome done() {
        return new Done(Said.NOTHING);
    }

    static Outcome done(Said detail) {
        return new Done(detail);
    }

    /**
     * It is done, and says so with a text.
     *
     * @param code as {@link Said#of(String, Object...)} has it
     */
    static Outcome done(String code, Object... arguments) {
        return new Done(Said.of(code, arguments));
    }

    static Outcome failed(Fault fault) {
        return new Failed(fault);
    }
}
