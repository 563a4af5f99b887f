package dev.understudy.cli.demo;

import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.model.view.ReportView;
import dev.understudy.model.view.StatusView;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the story asks of Understudy: the service and its API. Every method throws a
 * {@link dev.understudy.model.fault.FaultException} when the service does not do what it is asked.
 */
interface Pipeline {

    /**
     * Starts the service on a project's file when it does not run yet, and waits until it answers.
     *
     * @param project {@code understudy.yaml}
     */
    void up(Path project);

    /** The address of the pages by which a browser signs in as the operator, once. */
    String pages();

    StatusView status();

    EnvironmentView environment(String name);

    /** Freezes a release of these commits, by repository. */
    ReleaseView createRelease(Map<String, String> commits);

    ReleaseView release(String id);

    /**
     * Asks for a run on an environment.
     *
     * @param verb {@code create}, {@code refresh}, {@code deploy}…
     */
    RunView act(String environment, String verb, Map<String, String> arguments);

    RunView rehearse(String release);

    /** Shows a run until it ends; the run as it ended. */
    RunView follow(String id);

    /** What a run left under a name. */
    Optional<String> evidence(String run, String name);

    /** Lets a release enter the next stage of its method. */
    RunView promote(String release);

    /** Makes the key by which a person is known. */
    String key(String person);

    /** Says yes to a release at a gate, as a person with a key. */
    void approve(String release, String gate, String person, String key);

    /** How a release came to where it is. */
    ReportView report(String release);

    /** Asks for a deploy that must be refused; the refusal, or nothing when it was accepted. */
    Optional<ProblemView> refusal(String release, String environment);
}
