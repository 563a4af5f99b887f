package dev.understudy.server.api;

import dev.understudy.engine.run.Runs;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.InboxView;
import dev.understudy.model.view.LossView;
import dev.understudy.model.view.MaskView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.model.view.StatusView;
import dev.understudy.server.access.ProjectAccess;
import dev.understudy.server.asking.AnswerLinks;
import dev.understudy.server.hooks.Hooks;
import dev.understudy.server.terminal.Terminals;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the API asks of the service beside its runs. Each method throws a {@link dev.understudy.model.fault.FaultException}
 * of kind {@code USAGE} for a name that does not exist, with a code that ends in {@code not-found} (HTTP 404).
 */
public interface Desk extends AutoCloseable {

    /** The engine, which performs what {@link #submit} accepts. */
    Runs runs();

    /** The project at a glance. */
    StatusView status(Locale locale);

    /** The same without its releases, for many projects at once. */
    default StatusView glance(Locale locale) {
        return status(locale);
    }

    /** Those of the project's file, in its order. */
    List<EnvironmentView> environments(Locale locale);

    EnvironmentView environment(String name, Locale locale);

    /** The newest first, without their changes. */
    List<ReleaseView> releases();

    /** So many of the newest, the newest first, without their changes. */
    default List<ReleaseView> latest(int most) {
        return releases().stream().limit(most).toList();
    }

    /** One with all its changes. */
    ReleaseView release(String id, Locale locale);

    /** What one changes, from the control plane alone. */
    ReleaseChanges changes(String id);

    /** What the newest commit of each of some releases says in its first line; releases without commits are left out. */
    default Map<String, String> subjects(List<String> releases) {
        return releases.stream()
                .filter(release -> !changes(release).commits().isEmpty())
                .collect(Collectors.toMap(
                        release -> release,
                        release -> changes(release).commits().getFirst().subject()));
    }

    /** Freezes a release, and returns it. */
    ReleaseView createRelease(ReleaseOrder order);

    /** What {@link #createRelease} would do, line by line; changes nothing. */
    List<String> planRelease(ReleaseOrder order);

    /** Accepts an action as a run, or refuses it; returns at once. */
    RunView submit(Action action);

    /** What the run of an action would do, line by line; refuses what {@link #submit} would refuse, changes nothing. */
    List<String> plan(Action action, Locale locale);

    /** For what an action would wait before it begins by itself; empty for nothing. Refuses what {@link #submit} would refuse. */
    Optional<ProblemView> waits(Action action, Locale locale);

    /** What a rollback would lose, counted now; refuses what cannot be rolled back, changes nothing. */
    LossView loss(Action rollback);

    /** How a copy was masked, and what was proven; refuses one that was not. */
    MaskView mask(String environment);

    /** What waits for whom, what is to be done by a time first. */
    InboxView inbox(Locale locale);

    /** What is looked at within environments. */
    Insights insights();

    /** What people do with releases. */
    PracticeDesk practice();

    /** The branches of stages. */
    BranchDesk branches();

    /** Who gets in by this project. */
    ProjectAccess access();

    /** Whom it tells, and who tells it. */
    Hooks hooks();

    /** The links by which people say yes or no who were asked by mail. */
    AnswerLinks answers();

    /** Reads the log of an environment's Odoo, beginning with its last lines. */
    LogReader logs(String environment, int lines);

    /** The lines of the log of an environment's Odoo that have some words. */
    LogFound findInLog(String environment, String words);

    /** What people type to, at environments. */
    Terminals terminals();

    /** Ends the work of this process; runs in the middle go on in the next. */
    @Override
    void close();
}
