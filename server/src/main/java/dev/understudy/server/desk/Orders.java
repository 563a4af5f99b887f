package dev.understudy.server.desk;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.release.CodeAlone;
import dev.understudy.engine.release.RehearsalGate;
import dev.understudy.engine.release.Repositories;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.step.data.ChooseRestorePoint;
import dev.understudy.engine.step.serving.RestartDatabase;
import dev.understudy.model.config.EnvironmentSettings;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.method.Stage;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.Release;
import dev.understudy.server.api.Action;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Turns what somebody asks for into a run, or refuses it before anything is written. */
final class Orders {

    private final Supplier<Project> project;
    private final Equipment.Records records;

    Orders(Supplier<Project> project, Equipment.Records records) {
        this.project = project;
        this.records = records;
    }

    /** The run of an action. */
    RunRequest request(Action action) {
        return switch (action.verb()) {
            case CREATE -> create(action);
            case REFRESH -> refresh(action);
            case SWITCH -> switched(action);
            case REHEARSE -> rehearse(action);
            case DEPLOY -> deploy(action);
            case ROLLBACK -> rollback(action);
            case SNAPSHOT -> snapshot(action);
            case BACKUP, EXPORT, LEAVE -> existing(action);
            case DESTROY -> destroy(action);
            case FOLLOW, TAKE_OVER -> followed(action);
            case GIVE_BACK -> production(action);
            case LIVE, QUIET -> followingNone(action);
            case RESTORE -> restore(action);
        };
    }

    private RunRequest create(Action action) {
        EnvironmentSettings settings = settings(action.environment());
        if (records.environments().find(settings.name()).isPresent()) {
            throw Fault.refused("environment.exists", settings.name()).exception();
        }
        if (settings.copy()) {
            return copy(action);
        }
        String newest =
                records.releases().list().stream().findFirst().map(Release::id).orElse("");
        return run("create", action, Set.of(), newest);
    }

    private RunRequest refresh(Action action) {
        if (!settings(action.environment()).copy()) {
            throw Fault.usage("environment.not-a-copy", action.environment()).exception();
        }
        return copy(action);
    }

    private RunRequest switched(Action action) {
        EnvironmentSettings settings = settings(action.environment());
        if (!settings.perBranch()) {
            throw Fault.usage("environment.no-branches", settings.name()).exception();
        }
        return run(action.verb().word(), action, Set.of(), "");
    }

    private RunRequest copy(Action action) {
        records.environments().get(Project.PRODUCTION);
        return run("refresh", action, Set.of(Project.PRODUCTION), "");
    }

    private RunRequest rehearse(Action action) {
        action.argument("accept-class")
                .filter(name -> !name.isEmpty() && !ChangeClass.isOne(name))
                .ifPresent(name -> {
                    throw Fault.usage("release.bad-class", name).exception();
                });
        Repositories.require(records.releases().get(action.release()), project.get());
        records.environments().get(Project.PRODUCTION);
        return new RunRequest(
                "rehearse",
                Environment.REHEARSAL,
                Set.of(Project.PRODUCTION),
                action.release(),
                action.arguments(),
                action.by());
    }

    private RunRequest deploy(Action action) {
        Environment environment = records.environments().get(action.environment());
        Repositories.require(records.releases().get(action.release()), project.get());
        if (environment.release().equals(action.release())) {
            throw Fault.refused("release.already-there", action.release(), environment.name())
                    .exception();
        }
        Optional<Fault> closed = new RehearsalGate(records.rehearsals()).closed(action.release(), environment);
        if (closed.isPresent()) {
            throw closed.get().at(environment.name()).exception();
        }
        boolean restart = action.flag(RestartDatabase.ARGUMENT)
                || project.get()
                        .method()
                        .of(environment.name())
                        .map(Stage::restartDatabase)
                        .orElse(false);
        // Who restarts the database stops Odoo as well.
        boolean codeAlone = !restart
                && new CodeAlone(records.releases(), records.rehearsals()).suffices(action.release(), environment);
        Action asked = with(action, RestartDatabase.ARGUMENT, restart);
        return run("deploy", with(asked, CodeAlone.ARGUMENT, codeAlone), Set.of(), action.release());
    }

    private RunRequest rollback(Action action) {
        Environment environment = records.environments().get(action.environment());
        boolean data = action.flag(ChooseRestorePoint.DATA);
        // Where code alone was changed, the data goes back only for those who say so.
        RestorePoint point = records.restorePoints().chosen(environment, action.argument("to"), data);
        boolean codeAlone = point.byCodeAlone(environment) && !data;
        return run("rollback", with(action, CodeAlone.ARGUMENT, codeAlone), Set.of(), "");
    }

    private static Action with(Action action, String argument, boolean flag) {
        Map<String, String> arguments = new HashMap<>(action.arguments());
        arguments.put(argument, Boolean.toString(flag));
        return new Action(action.verb(), action.environment(), action.release(), arguments, action.by());
    }

    private RunRequest restore(Action action) {
        settings(action.environment());
        return run(action.verb().word(), action, Set.of(), "");
    }

    /** Whoever puts other data in production's place says which production. */
    void refuseUnnamed(Action restore) {
        records.environments()
                .find(restore.environment())
                .filter(there -> there.isProduction() && there.state() != Environment.State.CREATING)
                .filter(there -> !restore.argument("replace").orElse("").equals(there.name()))
                .ifPresent(there -> {
                    throw Fault.refused("restore.would-replace", there.name()).exception();
                });
    }

    private RunRequest followed(Action action) {
        EnvironmentSettings settings = settings(action.environment());
        if (settings.follows().isEmpty()) {
            throw Fault.usage("follow.nothing", settings.name()).exception();
        }
        return run(action.verb().word(), action, Set.of(), "");
    }

    /** While it follows another, which of the two is the one is said by taking it over and giving it back. */
    private RunRequest followingNone(Action action) {
        if (settings(action.environment()).follows().isPresent()) {
            throw Fault.refused("follow.by-taking-over", action.environment()).exception();
        }
        return production(action);
    }

    private RunRequest production(Action action) {
        if (!records.environments().get(action.environment()).isProduction()) {
            throw Fault.usage("environment.not-production", action.environment())
                    .exception();
        }
        return existing(action);
    }

    private RunRequest snapshot(Action action) {
        action.argument("name").filter(name -> !RestorePoint.mayBeNamed(name)).ifPresent(name -> {
            throw Fault.usage("restore-point.bad-name", name).exception();
        });
        return existing(action);
    }

    private RunRequest existing(Action action) {
        records.environments().get(action.environment());
        return run(action.verb().word(), action, Set.of(), "");
    }

    /** Also of one that was altered: what bears its name is taken away. */
    private RunRequest destroy(Action action) {
        if (records.environments().provable(action.environment()).isEmpty()) {
            throw Fault.refused("environment.absent", action.environment()).exception();
        }
        return run(action.verb().word(), action, Set.of(), "");
    }

    private EnvironmentSettings settings(String name) {
        return project.get()
                .environment(name)
                .orElseThrow(() -> Fault.usage("environment.not-found", name).exception());
    }

    private static RunRequest run(String recipe, Action action, Set<String> reads, String release) {
        return new RunRequest(
                recipe, action.environment(), reads, release, Map.copyOf(action.arguments()), action.by());
    }
}
