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
import dev.understudy.model.release.Forecast;
import dev.understudy.model.run.Said;
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
        return Outcome.done(Said.all(lines(context)));
    }

    @Override
    public List<String> plan(StepContext context) {
        return lines(context).stream().map(line -> line.in(Locale.ENGLISH)).toList();
    }

    private List<Said> lines(StepContext context) {
        Optional<Environment> known = environments.find(context.request().environment());
        if (known.isEmpty()) {
            return List.of(Said.of("forecast-unmeasured"));
        }
        Environment environment = known.get();
        Seen seen = followed.seen(environment);
        Optional<String> obstacle = replica.obstacle(seen);
        List<Said> lines = new ArrayList<>(wait(environment, obstacle));
        lines.addAll(outstanding(environment, seen, obstacle));
        lines.addAll(hindrances(environment, seen, obstacle.isPresent()));
        return lines;
    }

    private List<Said> wait(Environment environment, Optional<String> obstacle) {
        List<Long> brought = past.forecasts().followed(environment.name(), obstacle.isEmpty());
        List<Long> stopped = past.forecasts().stopped(environment.name());
        if (brought.isEmpty()) {
            return List.of(Said.of(obstacle.isEmpty() ? "forecast-unknown-standby" : "forecast-unknown-dump"));
        }
        Forecast waits = Forecast.like(brought).then(stopped.isEmpty() ? Forecast.NONE : Forecast.like(stopped));
        List<Said> lines = new ArrayList<>(List.of(
                stopped.isEmpty()
                        ? Said.of(
                                "forecast-wait-and-stop",
                                new Said.Took(waits.likelyMillis()),
                                new Said.Took(waits.upperMillis()),
                                brought.size())
                        : Said.of(
                                "forecast-wait",
                                new Said.Took(waits.likelyMillis()),
                                new Said.Took(waits.upperMillis()),
                                brought.size(),
                                stopped.size())));
        Duration hold = past.hold().apply(environment);
        if (hold.toMillis() < waits.upperMillis()) {
            lines.add(Said.of("forecast-hold", hold));
        }
        return lines;
    }

    private List<Said> outstanding(Environment environment, Seen seen, Optional<String> obstacle) {
        Outstanding left = followed.odoo().outstanding(seen, BringFiles.files(control.live(environment), environment));
        Said.Size database = new Said.Size(left.database());
        return List.of(
                Said.of("forecast-before", left.files(), new Said.Size(left.bytes())),
                obstacle.map(why -> Said.of("forecast-dump", database, why))
                        .orElseGet(() -> replica.lag(seen)
                                .map(lag -> Said.of("forecast-lag", database, new Said.Size(lag.bytes()), lag.time()))
                                .orElseGet(() -> Said.of("forecast-standby-down", database))));
    }

    private List<Said> hindrances(Environment environment, Seen seen, boolean dumped) {
        List<Said> lines = new ArrayList<>();
        List<String> leftOut = dumped ? followed.odoo().unreadable(seen) : List.of();
        if (!leftOut.isEmpty()) {
            lines.add(Said.of("forecast-unreadable", String.join(", ", leftOut)));
        }
        FollowSettings settings = followed.settings(environment);
        if (!followed.traffic().leadsElsewhere(environment)) {
            lines.add(Said.of("forecast-users-here"));
        }
        followed.odoo()
                .missingProgram(settings)
                .ifPresent(program -> lines.add(Said.of("forecast-no-program", program)));
        if (!followed.odoo().runs(settings)) {
            lines.add(Said.of("forecast-not-running"));
        }
        try {
            past.returned().require(seen);
        } catch (FaultException refused) {
            lines.add(Said.of("forecast-no-give-back", refused.fault()));
        }
        return lines.isEmpty() ? List.of(Said.of("forecast-clear")) : lines;
    }
}
