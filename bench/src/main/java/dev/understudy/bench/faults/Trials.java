package dev.understudy.bench.faults;

import dev.understudy.bench.faults.Strike.Wish;
import dev.understudy.bench.faults.Trial.Outcome;
import dev.understudy.bench.traffic.Load;
import dev.understudy.bench.traffic.Session;
import dev.understudy.bench.traffic.SlowReport;
import dev.understudy.bench.traffic.Sums;
import dev.understudy.model.run.RunView;
import dev.understudy.model.run.RunView.StepView;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Kills what serves production while it goes to a release and back, with users at work, and looks whether it then is the
 * old or the new and nothing between, has every write that was acknowledged, and serves.
 */
public final class Trials {

    /** Users are there before what is under way, and after it. */
    private static final Duration AROUND = Duration.ofSeconds(1);

    /** How long a victim may not be there. */
    private static final Duration ABSENT = Duration.ofSeconds(60);

    /** How long production may take to be whole when the run is over. */
    private static final Duration WHOLE = Duration.ofMinutes(2);

    private static final long GLANCE_MILLIS = 20;

    private final Production production;
    private final Releases releases;
    private final SlowReport slow;
    private final int perSecond;
    private final Usual usual = new Usual();
    private final Map<String, State> known = new HashMap<>();
    private String deploy = "";

    /**
     * The releases of trials, all made while production ran the first.
     *
     * @param base that production runs when it begins
     * @param code one of class A
     * @param method of partners that the release of class A adds
     * @param view one of class B
     */
    public record Releases(String base, String code, String method, String view) {}

    /**
     * On a production that runs the base of the releases.
     *
     * @param perSecond quick requests
     */
    public Trials(Production production, Releases releases, SlowReport slow, int perSecond) {
        this.production = production;
        this.releases = releases;
        this.slow = slow;
        this.perSecond = perSecond;
    }

    /**
     * Begins what the strike wishes, kills, and waits until all is well again.
     *
     * @throws IllegalStateException when production does not become whole: nothing more can be tried on it
     */
    public Trial perform(Strike strike) throws IOException, InterruptedException {
        Act act = act(strike.wish());
        if (act.deploys()) {
            production.rehearse(release(act));
        }
        String name = "Trial " + strike.number() + " of " + Instant.now();
        try (Session session = production.signIn();
                Load load = Load.begin(session, slow, perSecond, name)) {
            Thread.sleep(AROUND);
            State before = learn(production.state(session, releases.method()));
            List<String> violations = new ArrayList<>();
            long began = System.nanoTime();
            Optional<RunView> asked = begin(act);
            Thread.sleep((long) (strike.moment() * usual.of(act).toMillis()));
            List<Long> control = production.prey().of(Victim.CONTROL);
            String step = kill(strike, asked);
            double seconds = (System.nanoTime() - began) / 1e9;
            if (strike.victim() == Victim.SERVICE) {
                production.up();
            }
            if (strike.victim() == Victim.CONTROL) {
                awaitControlOtherThan(control);
            }
            Optional<RunView> run = asked.isEmpty()
                    ? asked
                    : Optional.of(production.ended(asked.get().id()));
            Outcome outcome = outcome(act, run, violations);
            Sums sums = settled(act, outcome, before, load, violations);
            String point = act.setAside(asked.map(RunView::id).orElse(""), outcome == Outcome.DONE);
            int aside = aside(sums, point, name);
            if (sums.lost().size() > aside) {
                violations.add("acknowledged writes are lost: " + sums.lost());
            }
            if (sums.twice() > 0) {
                violations.add(sums.twice() + " writes are there twice");
            }
            return new Trial(
                    strike, act, step, seconds, outcome, run.map(Trials::why).orElse(""), sums, aside, violations);
        }
    }

    /** What became of the requests, and of production, when it is whole again. */
    private Sums settled(Act act, Outcome outcome, State before, Load load, List<String> violations)
            throws InterruptedException {
        try (Session fresh = whole()) {
            Thread.sleep(AROUND);
            judge(act, outcome, before, production.state(fresh, releases.method()), violations);
            return load.end(fresh);
        }
    }

    private Act act(Wish wish) {
        String release = production.release();
        if (wish == Wish.NOTHING) {
            return Act.NOTHING;
        }
        if (release.equals(releases.base())) {
            return wish == Wish.CODE ? Act.DEPLOY_CODE : Act.DEPLOY_VIEW;
        }
        return release.equals(releases.code()) ? Act.ROLL_BACK_CODE : Act.ROLL_BACK_VIEW;
    }

    private String release(Act act) {
        return switch (act) {
            case DEPLOY_CODE -> releases.code();
            case DEPLOY_VIEW -> releases.view();
            case ROLL_BACK_CODE, ROLL_BACK_VIEW, NOTHING -> releases.base();
        };
    }

    private Optional<RunView> begin(Act act) {
        return switch (act) {
            case DEPLOY_CODE, DEPLOY_VIEW -> Optional.of(production.ask("deploy", Map.of("release", release(act))));
            case ROLL_BACK_CODE, ROLL_BACK_VIEW ->
                Optional.of(production.ask("rollback", Map.of("to", deploy, "discard", "true")));
            case NOTHING -> Optional.empty();
        };
    }

    /** Kills the victim as soon as it is there; the step of the run at that moment. */
    private String kill(Strike strike, Optional<RunView> asked) throws InterruptedException {
        long deadline = System.nanoTime() + ABSENT.toNanos();
        while (System.nanoTime() < deadline) {
            List<Long> prey = production.prey().of(strike.victim());
            if (!prey.isEmpty()) {
                String step = asked.map(run -> step(production.run(run.id()))).orElse("no run");
                long pid = prey.get(strike.number() % prey.size());
                if (ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false)) {
                    return step;
                }
            }
            Thread.sleep(GLANCE_MILLIS);
        }
        throw new IllegalStateException(strike.victim().shown() + " is not there");
    }

    /** Production may serve all the while, and would seem whole before anybody has missed it. */
    private void awaitControlOtherThan(List<Long> dead) throws InterruptedException {
        long deadline = System.nanoTime() + WHOLE.toNanos();
        List<Long> present = dead;
        while (present.isEmpty() || present.equals(dead)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        Victim.CONTROL.shown() + " is not back after " + WHOLE.toSeconds() + " s");
            }
            Thread.sleep(GLANCE_MILLIS);
            present = production.prey().of(Victim.CONTROL);
        }
    }

    private static String step(RunView run) {
        return run.ended()
                ? "after its end"
                : run.steps().stream()
                        .filter(step -> !Set.of("succeeded", "undone").contains(step.status()))
                        .findFirst()
                        .map(StepView::name)
                        .orElse("at its end");
    }

    private Outcome outcome(Act act, Optional<RunView> seen, List<String> violations) {
        if (seen.isEmpty()) {
            return Outcome.NO_RUN;
        }
        RunView run = seen.get();
        if (!run.ended()) {
            violations.add("the run is stuck: " + run);
            return Outcome.STUCK;
        }
        if (run.status().equals("succeeded")) {
            usual.took(act, run);
            deploy = act.deploys() ? run.id() : deploy;
            return Outcome.DONE;
        }
        if (why(run).equals("run.undo-failed")) {
            violations.add("the run was not undone: " + run);
        }
        return Outcome.UNDONE;
    }

    private static String why(RunView run) {
        return run.error() == null ? "" : run.error().code();
    }

    /** Waits until production is whole. Odoo signs out who asks while its database is away: a session of who signs in then. */
    private Session whole() throws InterruptedException {
        long deadline = System.nanoTime() + WHOLE.toNanos();
        String hindrance = "";
        while (System.nanoTime() < deadline) {
            try {
                hindrance = production.hindrance();
                if (hindrance.isEmpty()) {
                    return production.signIn();
                }
            } catch (RuntimeException notYet) {
                hindrance = notYet.toString();
            }
            Thread.sleep(GLANCE_MILLIS * 5);
        }
        throw new IllegalStateException("production is not whole after " + WHOLE.toSeconds() + " s: " + hindrance);
    }

    private void judge(Act act, Outcome outcome, State before, State after, List<String> violations) {
        String expected = outcome == Outcome.DONE ? release(act) : before.release();
        if (!after.release().equals(expected)) {
            violations.add("it runs " + after.release() + " and not " + expected);
        }
        if (after.codeAnswers() != after.release().equals(releases.code())) {
            violations.add(after.release() + " is said to run, and other code does");
        }
        State first = learn(after);
        if (!first.equals(after)) {
            violations.add("it is between: " + after + " and not " + first);
        }
    }

    /** The state in which its release was seen first. */
    private State learn(State seen) {
        return known.computeIfAbsent(seen.release(), release -> seen);
    }

    private int aside(Sums sums, String point, String prefix) throws IOException {
        if (sums.lost().isEmpty()) {
            return 0;
        }
        Set<String> there = production.setAside(point, prefix);
        return (int) sums.lost().stream().filter(there::contains).count();
    }
}
