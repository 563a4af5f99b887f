package dev.understudy.engine.run;

import dev.understudy.model.run.Said;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** What a step knows of its run. Facts are kept in the journal, in the transaction of the step that set them. */
public interface StepContext {

    RunRequest request();

    /** The run's id, e.g. {@code run-42}. */
    String runId();

    /** A fact that an earlier step, or an earlier try of this one, has set. */
    Optional<String> fact(String name);

    /** A fact that must be there. Throws {@code engine.fact-missing}. */
    String need(String name);

    /**
     * Sets a fact. It is written to the journal at once, before this call returns, so that a step can note what it is
     * about to do and find it again after a kill.
     */
    void put(String name, String value);

    /** Adds evidence to the run: a report, a measurement, a log, as JSON or text. The last of a name counts. */
    void evidence(String name, String mediaType, String content);

    /** A line of progress for whoever follows. */
    void progress(Said line);

    /** Lines of progress in the words of a tool. */
    default Consumer<String> verbatim() {
        return line -> progress(Said.verbatim(line));
    }

    /** Throws {@code run.cancelled} when the run was asked to stop; call it between parts of long work. */
    void checkCancelled();

    /** When the run began. */
    Instant startedAt();

    /** The present time, from the engine's clock. */
    Instant now();
}
