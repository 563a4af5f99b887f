package dev.understudy.model.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may happen next to a release, and why not, in a reader's language.
 *
 * @param digest of its content, as the method is now
 * @param entered the stages it has been through
 * @param stage the one it is to enter; absent when its way has ended
 * @param environment of that stage; absent where it is a copy made for the release alone
 * @param outcome {@code go}, {@code waits}, {@code missing}, {@code sent-back} or {@code ended}
 * @param until when it goes on by itself; absent when that needs somebody or something
 * @param back the stage it is sent back to; absent when it is not
 * @param command the one command that moves it on; absent when only time does, or nothing
 * @param planned when it is to be performed; absent for as soon as may be
 * @param run the run that waits to perform it on production, or does; absent when none
 * @param end how its way ended: {@code performed}, {@code rejected}, {@code expired}, {@code superseded}, {@code failed};
 *     absent while it goes on
 * @param review by when somebody must look back at an emergency; absent without one
 */
public record DecisionView(
        String release,
        String digest,
        String method,
        List<String> entered,
        @Nullable String stage,
        @Nullable String environment,
        String outcome,
        List<GateView> gates,
        @Nullable Instant until,
        @Nullable String back,
        @Nullable String command,
        @Nullable Instant planned,
        @Nullable String run,
        @Nullable String end,
        @Nullable Instant review) {

    public DecisionView {
        entered = List.copyOf(entered);
        gates = List.copyOf(gates);
    }

    /**
     * A gate as it stands.
     *
     * @param mode {@code enforce} or {@code advise}
     * @param verdict {@code passed}, {@code waived}, {@code undecided}, {@code stale} or {@code failed}
     * @param since when it has held; absent when it does not, or nobody noted it
     * @param until when it ends, or will hold by itself; absent when nobody knows
     * @param missing who is awaited
     * @param asked whether they are asked already
     * @param stops whether nothing passes here
     */
    public record GateView(
            String gate,
            String mode,
            String verdict,
            String why,
            @Nullable Instant since,
            @Nullable Instant until,
            List<String> missing,
            boolean asked,
            boolean stops) {

        public GateView {
            missing = List.copyOf(missing);
        }
    }
}
