package dev.understudy.engine.step.adoption;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.Forecasts;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.config.FollowSettings;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.release.Forecast;
import dev.understudy.model.text.Figures;
import dev.understudy.targets.installation.FollowedOdoo.Outstanding;
import dev.understudy.targets.installation.FollowedOdoo.Seen;
import dev.understudy.targets.installation.ReturnedData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says how long users will wait in a take-over, from what was measured on this machine, what is still to be brought over, and
 * what would stand in its way now. It changes nothing, and keeps nothing from going on.
 */
public final class ForecastTakeOver implements Step {

    private final Environments environments;
    private final EnvironmentControl control;
    private final Followed followed;
    private final Replica replica;
    private final Past past;

    /**
     * What is known of earlier times, and of the project's wishes.
     *
     * @param forecasts what was measured
     * @param hold how long a request waits before it gets a page
     * @param returned brings data back
     */
    public record Past(Forecasts forecasts, Function<Environment, Duration> hold, ReturnedData returned) {}

    public ForecastTakeOver(
            Environments environments, EnvironmentControl control, Followed followed, Replica replica, Past past) {
        this.environments = environments;
        this.control = control;
        this.followed = followed;
        this.replica = replica;
        this.past = past;
    }

    @Override
    public String name() {
        return "forecast";
    }

    @Override
    public boolean essential() {
        return false;
    }

    @Override
    public Outcome apply(StepContext context) {
        return Outcome.done(String.join("; ", lines(context)));
    }

    @Override
    public List<String> plan(StepContext context) {
        return lines(context);
    }

    private List<String> lines(StepContext context) {
        Optional<Environment> known = environments.find(context.request().environment());
        if (known.isEmpty()) {
            return List.of(
                    "nothing was measured yet: understudy follow brings most over while users work, and measures");
        }
        Environment environment = known.get();
        Seen seen = followed.seen(environment);
        Optional<String> obstacle = replica.obstacle(seen);
        List<String> lines = new ArrayList<>(wait(environment, obstacle));
        lines.addAll(outstanding(environment, seen, obstacle));
        lines.addAll(hindrances(environment, seen, obstacle.isPresent()));
        return lines;
    }

    private List<String> wait(Environment environment, Optional<String> obstacle) {
        String how = obstacle.isEmpty() ? BringData.REPLICATED : BringData.DUMPED;
        List<Long> brought = past.forecasts().followed(environment.name(), how);
        List<Long> stopped = past.forecasts().stopped(environment.name());
        if (brought.isEmpty()) {
            return List.of(
                    "how long users would wait is not known: no follow has measured it yet, with the database " + how);
        }
        Forecast waits = Forecast.like(brought).then(stopped.isEmpty() ? Forecast.NONE : Forecast.like(stopped));
        List<String> lines = new ArrayList<>(List.of("users would wait for about " + shown(waits.likelyMillis())
                + ", at most " + shown(waits.upperMillis())
                + (stopped.isEmpty() ? ", and for as long as the old installation takes to stop" : "")
                + ": measured in " + counted(brought.size(), "follow")
                + (stopped.isEmpty() ? "" : " and " + counted(stopped.size(), "take-over"))));
        Duration hold = past.hold().apply(environment);
        if (hold.toMillis() < waits.upperMillis()) {
            lines.add("hold is " + Figures.duration(hold, Locale.ENGLISH)
                    + ": whoever waits longer gets a page; have it longer for the take-over");
        }
        return lines;
    }

    private List<String> outstanding(Environment environment, Seen seen, Optional<String> obstacle) {
        Outstanding left = followed.odoo().outstanding(seen, BringFiles.files(control.live(environment), environment));
        List<String> lines = new ArrayList<>(List.of("to bring over before users wait: " + left.files() + " files, "
                + Figures.bytes(left.bytes(), Locale.ENGLISH)));
        lines.add(obstacle.map(why -> "while they wait: all of the database, "
                        + Figures.bytes(left.database(), Locale.ENGLISH) + ", by a dump, for " + why)
                .orElseGet(() -> "while they wait: of the database, "
                        + Figures.bytes(left.database(), Locale.ENGLISH) + ", what the standby lacks: "
                        + replica.lag(seen)
                                .map(lag -> Figures.bytes(lag.bytes(), Locale.ENGLISH) + " now, replayed after "
                                        + Figures.duration(lag.time(), Locale.ENGLISH))
                                .orElse("all since the last follow, for it does not run now")));
        return lines;
    }

    private List<String> hindrances(Environment environment, Seen seen, boolean dumped) {
        List<String> lines = new ArrayList<>();
        List<String> leftOut = dumped ? followed.odoo().unreadable(seen) : List.of();
        if (!leftOut.isEmpty()) {
            lines.add("it would be refused now: Odoo's role may not read " + String.join(", ", leftOut));
        }
        FollowSettings settings = followed.settings(environment);
        if (!followed.traffic().leadsElsewhere(environment)) {
            lines.add("it would be refused now: users work here already");
        }
        followed.odoo()
                .missingProgram(settings)
                .ifPresent(program -> lines.add("it would fail now: there is no program " + program));
        if (!followed.odoo().runs(settings)) {
            lines.add("the old installation does not run now");
        }
        try {
            past.returned().require(seen);
        } catch (FaultException refused) {
            lines.add("afterwards there would be no give-back: "
                    + FaultTexts.of(Locale.ENGLISH).what(refused.fault()));
        }
        return lines.isEmpty() ? List.of("nothing was seen that would stand in its way now") : lines;
    }

    private static String counted(int runs, String what) {
        return runs == 1 ? "the last " + what : "the last " + runs + " runs of " + what;
    }

    private static String shown(long millis) {
        return Figures.duration(Duration.ofMillis(millis), Locale.ENGLISH);
    }
}
