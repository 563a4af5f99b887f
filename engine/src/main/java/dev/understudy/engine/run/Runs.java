package dev.understudy.engine.run;

import dev.understudy.model.run.RunView;
import java.util.List;
import java.util.function.Consumer;

/** Accepts, performs and tells of runs: the engine, as the service and the recipes see it. */
public interface Runs extends AutoCloseable {

    /** Begins to lease and perform what is queued, first of all what an earlier process left unfinished. */
    void start();

    /** Writes a run to the journal and returns at once. It waits its turn visibly when its environment is taken. */
    RunView submit(RunRequest request);

    /** What a run of this request would do, step by step; nothing is written or changed. */
    List<String> plan(RunRequest request);

    /** Throws {@code run.not-found}. */
    RunView run(String id);

    /** The newest first. */
    List<RunView> runs(int limit);

    /** Asks a run to stop: a queued one ends at once, a running one after its present command, undoing what it did. */
    RunView cancel(String id);

    /** Names and contents of a run's evidence. Throws {@code run.not-found}. */
    List<Evidence> evidence(String id);

    /** Calls the listener with each change of a run, until the returned handle is closed. */
    AutoCloseable follow(String id, Consumer<RunView> listener);

    /** Stops leasing; what is in the middle goes on in the next process. */
    @Override
    void close();

    /**
     * What a run leaves.
     *
     * @param step the step that left it
     * @param mediaType {@code application/json}, {@code text/html}, {@code text/plain}
     */
    record Evidence(String step, String name, String mediaType, String content) {}
}
