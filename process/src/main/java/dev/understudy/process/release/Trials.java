package dev.understudy.process.release;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.method.Gate;
import dev.understudy.model.method.Gate.Demand;
import dev.understudy.model.method.Method;
import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts;
import dev.understudy.model.method.Stage;
import dev.understudy.model.view.KeyUsersView;
import dev.understudy.process.measure.KeyUserWork;
import dev.understudy.process.measure.Trial;
import dev.understudy.process.support.Rosters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Releases where they are tried, and what people do with them there. */
public final class Trials {

    private final Supplier<Project> project;
    private final Environments environments;
    private final Dossiers dossiers;
    private final KeyUserWork work;
    private final Rosters rosters;

    public Trials(
            Supplier<Project> project,
            Environments environments,
            Dossiers dossiers,
            KeyUserWork work,
            Rosters rosters) {
        this.project = project;
        this.environments = environments;
        this.dossiers = dossiers;
        this.work = work;
        this.rosters = rosters;
    }

    /** Looks now at what people did with it. Throws {@code process.tried-nowhere}, {@code process.no-database}. */
    public KeyUsersView keyUsers(String release, Instant now) {
        return measured(
                tried(project.get().method(), release, dossiers.of(release, now).entered())
                        .orElseThrow(() ->
                                Fault.refused("process.tried-nowhere", release).exception()),
                now);
    }

    /** Looks at it now. Throws {@code process.no-database}. */
    public KeyUsersView measured(Trial trial, Instant now) {
        return work.measure(trial, asked(trial.release()), now);
    }

    /** Releases that are where they are tried now, and that key users must have tried before they go on. */
    public List<Trial> awaiting(Instant now) {
        Method method = project.get().method();
        return method.stages().stream()
                .flatMap(stage -> stage.environment().stream())
                .distinct()
                .flatMap(name -> environments.find(name).stream())
                .filter(environment ->
                        !environment.isProduction() && !environment.release().isEmpty())
                .flatMap(environment -> awaiting(method, environment, now).stream())
                .toList();
    }

    private Optional<Trial> awaiting(Method method, Environment environment, Instant now) {
        ReleaseFacts facts = dossiers.of(environment.release(), now);
        boolean ahead = method.stages().stream()
                .filter(stage -> !facts.entered().containsKey(stage.name()))
                .flatMap(stage -> stage.gates().stream())
                .anyMatch(Trials::asksKeyUsers);
        return tried(method, environment.release(), facts.entered())
                .filter(trial ->
                        ahead && facts.end().isEmpty() && trial.environment().equals(environment.name()));
    }

    private static boolean asksKeyUsers(Gate gate) {
        return gate.demand() instanceof Demand.Proven proven && proven.proof() == Proof.KEY_USERS;
    }

    /** All that production uses, or what the release touches and what that extends. */
    private Optional<Set<String>> asked(String release) {
        return project.get().gates().everyModule()
                ? Optional.empty()
                : Optional.of(rosters.touched(release).stream()
                        .flatMap(touched -> touched.around().stream())
                        .collect(Collectors.toSet()));
    }

    /** The last stage before production that the release is in, and that has an environment. */
    static Optional<Trial> tried(Method method, String release, Map<String, Instant> entered) {
        return method.wayTo(method.stages().getLast()).stream()
                .filter(stage -> stage.act() != Stage.Act.DEPLOY
                        && stage.environment().isPresent()
                        && entered.containsKey(stage.name()))
                .reduce((earlier, later) -> later)
                .flatMap(stage -> Optional.ofNullable(entered.get(stage.name()))
                        .map(since -> new Trial(release, stage.environment().orElseThrow(), since)));
    }
}
