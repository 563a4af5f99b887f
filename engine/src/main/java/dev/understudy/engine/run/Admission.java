package dev.understudy.engine.run;

import dev.understudy.model.fault.Fault;

/**
 * The one door to an environment's lane. It is asked when a run is submitted, and again in the transaction that takes the
 * lane: whoever asked for the run, and however long ago, what counts is what holds at that moment. A run that waits at the
 * door holds no lane and keeps nobody behind it. A run that has begun is not asked about any more, nor is what it undoes.
 *
 * <p>It is asked with the queue locked: an answer must not take long. What it reads of the control plane on the same
 * thread, it reads in that transaction.
 */
@FunctionalInterface
public interface Admission {

    /** Everything may begin. */
    Admission ALL = request -> new Answer.Admitted();

    /** Asked before a run is accepted. */
    Answer ask(RunRequest request);

    /** Asked of a run that was accepted, each time that it might begin. What people can still mend is waited for then. */
    default Answer askAgain(RunRequest request) {
        return ask(request);
    }

    /** Whether a run may begin. */
    sealed interface Answer {

        /** It may. */
        record Admitted() implements Answer {}

        /**
         * Not yet: it is asked about again, and begins by itself when it may.
         *
         * @param why for what, and until when where that is known
         */
        record Waits(Fault why) implements Answer {}

        /** It may not. Submitted, it is not accepted; queued, it ends. */
        record Refused(Fault fault) implements Answer {}
    }
}
