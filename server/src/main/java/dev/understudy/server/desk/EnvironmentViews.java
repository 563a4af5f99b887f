package dev.understudy.server.desk;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.control.Traffic;
import dev.understudy.engine.database.OdooDatabases;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.Environments.Noted;
import dev.understudy.engine.step.adoption.FollowedCopy;
import dev.understudy.model.config.EnvironmentSettings;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.view.EnvironmentStatus;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.EnvironmentView.DatabaseView;
import dev.understudy.model.view.EnvironmentView.InstanceView;
import dev.understudy.model.view.EnvironmentView.Outside;
import dev.understudy.model.view.EnvironmentView.PortsView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.odoo.update.ModuleRow;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.runtime.Instance;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooSetting;
import dev.understudy.targets.volume.Volumes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Environments as the API shows them: what the control plane knows, and what is seen on the host now. */
public final class EnvironmentViews {

    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentViews.class);
    private static final String LOOPBACK = "127.0.0.1";

    private final Supplier<Project> project;
    private final Environments environments;
    private final EnvironmentControl control;
    private final Traffic traffic;
    private final OdooDatabases databases;
    private final Clusters clusters;
    private final OdooRuntime odoo;
    private final Volumes volumes;
    private final FollowedCopy followed;

    /** What is seen on the host. */
    public record Machine(Clusters clusters, OdooRuntime odoo, Volumes volumes, FollowedCopy followed) {}

    public EnvironmentViews(
            Supplier<Project> project,
            Environments environments,
            EnvironmentControl control,
            Traffic traffic,
            OdooDatabases databases,
            Machine machine) {
        this.project = project;
        this.environments = environments;
        this.control = control;
        this.traffic = traffic;
        this.databases = databases;
        this.clusters = machine.clusters();
        this.odoo = machine.odoo();
        this.volumes = machine.volumes();
        this.followed = machine.followed();
    }

    /** Those of the file in its order, then those that runs have made. */
    public List<EnvironmentView> all(Locale locale) {
        Project present = project.get();
        Map<String, Noted> noted = new LinkedHashMap<>();
        environments.all().forEach(one -> noted.put(one.environment().name(), one));
        List<EnvironmentView> views = new ArrayList<>();
        for (EnvironmentSettings settings : present.environments().values()) {
            Noted one = noted.remove(settings.name());
            views.add(
                    one == null
                            ? unmade(settings, EnvironmentStatus.ABSENT, List.of())
                            : glance(settings, one, locale));
        }
        noted.values().stream()
                .filter(one -> one.flaw().isEmpty())
                .forEach(one -> views.add(view(one.environment(), List.of(), false, locale)));
        return views;
    }

    /** One that was altered is shown as such; it must not hide the others. */
    private EnvironmentView glance(EnvironmentSettings settings, Noted noted, Locale locale) {
        try {
            noted.flaw().ifPresent(flaw -> {
                throw flaw.exception();
            });
            return view(noted.environment(), List.of(), false, locale);
        } catch (FaultException altered) {
            ProblemView problem = ProblemView.of(altered.fault(locale), FaultTexts.of(locale));
            return unmade(settings, EnvironmentStatus.BROKEN, List.of(problem));
        }
    }

    /**
     * One, with its pending modules, which asks its database, and how far it is behind what it follows.
     *
     * @throws dev.understudy.model.fault.FaultException {@code environment.not-found}
     */
    public EnvironmentView one(String name, Locale locale) {
        Optional<Environment> environment = environments.find(name);
        if (environment.isPresent()) {
            return view(environment.get(), modules(environment.get()), true, locale);
        }
        return project.get()
                .environment(name)
                .map(settings -> unmade(settings, EnvironmentStatus.ABSENT, List.of()))
                .orElseThrow(() -> Fault.usage("environment.not-found", name).exception());
    }

    private List<ModuleRow> modules(Environment environment) {
        if (!clusters.running(control.cluster(environment)) || environment.state() != Environment.State.READY) {
            return List.of();
        }
        try {
            return databases.of(control.database(environment)).modules();
        } catch (FaultException starting) {
            LOG.debug("{} does not answer yet", environment.name(), starting);
            return List.of();
        }
    }

    private EnvironmentView view(Environment environment, List<ModuleRow> modules, boolean closely, Locale locale) {
        OdooSetting setting = control.setting(environment, "");
        List<InstanceView> instances = new ArrayList<>();
        for (Instance.Role role : Instance.Role.values()) {
            instances.add(instance(new Instance(environment.name(), role, environment.slot()), setting));
        }
        // In the middle of a change of slots the other one runs too.
        for (Instance.Role role : Instance.Role.values()) {
            Instance other =
                    new Instance(environment.name(), role, environment.slot().other());
            if (odoo.pid(other, setting).isPresent()) {
                instances.add(instance(other, setting));
            }
        }
        boolean running = instances.getFirst().running();
        return new EnvironmentView(
                environment.name(),
                environment.kind().name().toLowerCase(Locale.ROOT),
                status(environment, running).name().toLowerCase(Locale.ROOT),
                url(environment),
                new DatabaseView(LOOPBACK, environment.postgresPort(), environment.database()),
                environment.release().isEmpty() ? null : environment.release(),
                environment.neutralized(),
                fenced(environment),
                environment.isCopy()
                        && project.get()
                                .environment(environment.name())
                                .map(EnvironmentSettings::keepApiKeys)
                                .orElse(false),
                environment.quiet(),
                modules.stream()
                        .filter(ModuleRow::pending)
                        .map(ModuleRow::name)
                        .sorted()
                        .toList(),
                environment.createdAt(),
                environment.copiedAt(),
                environment.isCopy() ? volumes.method().name().toLowerCase(Locale.ROOT) : null,
                new PortsView(environment.port(), environment.postgresPort()),
                instances,
                outside(environment, modules),
                troubles(environment, locale),
                followed.of(environment, closely).orElse(null));
    }

    private Outside outside(Environment environment, List<ModuleRow> modules) {
        List<String> reach = control.openings(environment).shown();
        if (!environment.isCopy() || modules.isEmpty()) {
            return new Outside(List.of(), reach);
        }
        List<String> names = modules.stream().map(ModuleRow::name).toList();
        return new Outside(control.talkers(control.catalog(environment.release()), names), reach);
    }

    private List<ProblemView> troubles(Environment environment, Locale locale) {
        FaultTexts texts = FaultTexts.of(locale);
        return Stream.of(
                        traffic.troubles(environment).stream(),
                        followed.beside(environment).stream(),
                        control.settingsTrouble(environment).stream(),
                        control.openings(environment).refused().stream())
                .flatMap(Function.identity())
                .map(trouble -> ProblemView.of(trouble, texts))
                .toList();
    }

    private InstanceView instance(Instance instance, OdooSetting setting) {
        Optional<Long> pid = odoo.pid(instance, setting);
        return new InstanceView(
                instance.name(),
                instance.role().name().toLowerCase(Locale.ROOT),
                instance.slot().name().toLowerCase(Locale.ROOT),
                pid.isPresent(),
                pid.orElse(null),
                odoo.log(instance, setting).toString());
    }

    private String url(Environment environment) {
        return project.get()
                .environment(environment.name())
                .flatMap(EnvironmentSettings::url)
                .orElse(environment.localAddress(project.get().name()));
    }

    private static @Nullable Boolean fenced(Environment environment) {
        boolean open = environment.isProduction() && !environment.quiet();
        return open ? null : environment.fenced();
    }

    private EnvironmentStatus status(Environment environment, boolean running) {
        return switch (environment.state()) {
            case CREATING -> EnvironmentStatus.CREATING;
            case MAINTENANCE -> EnvironmentStatus.MAINTENANCE;
            case READY ->
                running
                        ? EnvironmentStatus.RUNNING
                        : traffic.asleep(environment.name()) ? EnvironmentStatus.ASLEEP : EnvironmentStatus.STOPPED;
        };
    }

    /** Of which nothing is known but what the file says. */
    private static EnvironmentView unmade(
            EnvironmentSettings settings, EnvironmentStatus status, List<ProblemView> troubles) {
        return new EnvironmentView(
                settings.name(),
                settings.data().name().toLowerCase(Locale.ROOT),
                status.name().toLowerCase(Locale.ROOT),
                settings.url().orElse(null),
                null,
                null,
                false,
                null,
                settings.keepApiKeys(),
                false,
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                Outside.NONE,
                troubles,
                null);
    }
}
