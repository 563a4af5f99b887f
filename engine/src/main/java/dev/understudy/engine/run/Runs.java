package dev.understudy.engine.run;

import dev.understudy.model.run.RunStatus;
import dev.understudy.model.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Accepts, performs and tells of runs: the engine, as the service and the recipes see it. */
public interface Runs extends AutoCloseable {

    /** Begins to lease and perform what is queued, first of all what an earlier process left unfinished. */
    void start();

    /** Writes a run to the journal and returns at once. It waits its turn visibly when its environment is taken. */
    RunView submit(RunRequest request);

    /** The same as {@link #plan(RunRequest, Locale)}, in English. */
    default List<String> plan(RunRequest request) {
        return plan(request, Locale.ENGLISH);
    }

    /**
     * What a run of this request would do, step by step, each with what it is for in the reader's language; nothing is written or
     * changed.
     */
    List<String> plan(RunRequest request, Locale locale);

    /** A run with its texts in English. Throws {@code run.not-found}. */
    default RunView run(String id) {
        return run(id, Locale.ENGLISH);
    }

    /** A run with its texts in the reader's language. Throws {@code run.not-found}. */
    RunView run(String id, Locale locale);

    /** The newest first, in English. */
    default List<RunView> runs(int limit) {
        return runs(limit, Locale.ENGLISH);
    }

    /** The newest first, in the reader's language. */
    default List<RunView> runs(int limit, Locale locale) {
        return runs(Asked.ALL, limit, locale);
    }

    /** The newest first of those that are asked for, in the reader's language. */
    List<RunView> runs(Asked asked, int limit, Locale locale);

    /**
     * Asks a run to stop. A queued one ends at once; of a running one the present command is ended and what it did is
     * undone. Nothing for a run that already goes backwards or is cancelled. Throws {@code run.not-found}, {@code
     * run.ended}, {@code run.too-late}.
     */
    RunView cancel(String id);

    /** Lets a waiting run look again now whether its gate is open; nothing for any other. */
    void wake(String id);

    /** Names and contents of a run's evidence. Throws {@code run.not-found}. */
    List<Evidence> evidence(String id);

    /** The commands that a run performed, in order. Throws {@code run.not-found}. */
    List<Performed> commands(String id);

    /** What the steps of a run have noted. Throws {@code run.not-found}. */
    Map<String, String> facts(String id);

    /**
     * The environments that runs have begun to change, until these runs have ended. Before, all stands as if there were no
     * run.
     */
    Set<String> changing();

    /**
     * Calls the listener with the run as it is and then after each change, on a thread of its own, until the returned
     * handle is closed. Changes in quick succession come as one; the last is never lost. Throws {@code run.not-found}.
     */
    default Following follow(String id, Consumer<RunView> listener) {
        return follow(id, Locale.ENGLISH, listener);
    }

    /** The same in the reader's language. */
    Following follow(String id, Locale locale, Consumer<RunView> listener);

    /** Stops leasing; what is in the middle goes on in the next process. */
    @Override
    void close();

    /**
     * Which runs are asked for; empty words for no matter which.
     *
     * @param environment that they are for
     * @param release that they are about
     * @param recipe by its name
     * @param status {@link dev.understudy.model.run.RunStatus#word()}
     */
    record Asked(String environment, String release, String recipe, String status) {

        /** All of them. */
        public static final Asked ALL = new Asked("", "", "", "");

        public static Asked ofEnvironment(String environment) {
            return new Asked(environment, "", "", "");
        }

        public static Asked ofRelease(String release) {
            return new Asked("", release, "", "");
        }

        /** Those of a kind that succeeded. */
        public static Asked succeeded(String recipe, String environment) {
            return new Asked(environment, "", recipe, RunStatus.SUCCEEDED.word());
        }
    }

    /**
     * What a run leaves.
     *
     * @param step the step that left it
     * @param mediaType {@code application/json}, {@code text/html}, {@code text/plain}
     */
    record Evidence(String step, String name, String mediaType, String content) {}

    /**
     * A command that a run performed.
     *
     * @param step the step that ran it
     * @param shown as a person would type it, without secrets
     * @param out the end of its standard output
     * @param err the end of its standard error
     */
    record Performed(
            String step,
            String host,
            String shown,
            Instant startedAt,
            Duration duration,
            int exitCode,
            String out,
            String err) {}

    /** Ends {@link #follow}. */
    interface Following extends AutoCloseable {
        @Override
        void close();
    }
}
