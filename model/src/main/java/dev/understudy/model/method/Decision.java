package dev.understudy.model.method;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What may happen next to a release, and why not.
 *
 * @param entered the stages it has been through, in order
 * @param stage the one it is to enter; empty when its way has ended
 * @param gates all of that stage, the cheap first
 * @param until when it goes on by itself; empty when that needs somebody or something
 * @param back the stage it is sent back to; empty when it is not
 * @param command the one command that moves it on; empty when only time does, or nothing
 * @param review by when somebody must look back at an emergency
 */
public record Decision(
        String release,
        List<String> entered,
        Optional<Stage> stage,
        Outcome outcome,
        List<GateState> gates,
        Optional<Instant> until,
        Optional<String> back,
        Optional<String> command,
        Optional<Instant> review) {

    public Decision {
        entered = List.copyOf(entered);
        gates = List.copyOf(gates);
    }

    /** What is to be said of the release as a whole. */
    public enum Outcome {
        /** It may enter the stage now. */
        GO,
        /** It may at a time that is known. */
        WAITS,
        /** Something or somebody is missing. */
        MISSING,
        /** Something does not hold, and sends it back. */
        SENT_BACK,
        /** Its way has ended. */
        ENDED
    }

    /** The gates that hold. */
    public List<GateState> done() {
        return gates.stream().filter(state -> state.verdict().holds()).toList();
    }

    /** The gates that hold it up, the first to see to first. */
    public List<GateState> holding() {
        return gates.stream().filter(GateState::stops).toList();
    }
}
