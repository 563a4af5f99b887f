package dev.understudy.model.config;

import dev.understudy.model.calendar.ReleaseCalendar;
import dev.understudy.model.method.Method;
import dev.understudy.model.people.People;
import dev.understudy.model.readiness.OutsideSystem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One company's Odoo, as {@code understudy.yaml} describes it. A value of this type has passed every check of
 * {@link ProjectFile}.
 *
 * @param name {@code [a-z][a-z0-9-]{0,30}}
 * @param repositories in the order of the file, which is the order of the addons path; Odoo's own come last, where
 *     releases bring it
 * @param environments by name, in the order of the file; {@link #PRODUCTION} is among them
 * @param method the way that its releases travel, with the gates that the file adds
 * @param gates what the file asks for besides its method
 * @param calendar when production may change
 * @param people those who take part in releases
 * @param access how they get in to the pages
 * @param support how users are helped after a deploy
 * @param telling who is told of what happens, and how
 * @param control an external PostgreSQL for Understudy's own state; empty for the embedded one
 * @param mask how copies are masked
 * @param tests which tests a rehearsal runs
 * @param warn what a rehearsal's report warns of
 * @param reach what copies may reach in spite of their fences
 * @param systems that talk with production's Odoo
 * @param ports from which environments without a port of their own get theirs
 */
public record Project(
        String name,
        OdooSource odoo,
        List<Repository> repositories,
        Method method,
        Map<String, EnvironmentSettings> environments,
        Gates gates,
        ReleaseCalendar calendar,
        People people,
        AccessSettings access,
        SupportSettings support,
        Telling telling,
        Optional<ControlDatabase> control,
        StorageSettings storage,
        EdgeSettings edge,
        MaskSettings mask,
        TestSettings tests,
        WarnSettings warn,
        List<Reach> reach,
        List<OutsideSystem> systems,
        PortRange ports) {

    /** The name of the environment that the others copy; every project has it. */
    public static final String PRODUCTION = "production";

    /** The name of this machine among the hosts. */
    public static final String LOCAL = "local";

    public Project {
        repositories = List.copyOf(repositories);
        reach = List.copyOf(reach);
        systems = List.copyOf(systems);
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
        if (!environments.containsKey(PRODUCTION)) {
            throw new IllegalArgumentException("A project has an environment " + PRODUCTION);
        }
    }

    /** The environment that the others copy. */
    public EnvironmentSettings production() {
        return environment(PRODUCTION).orElseThrow();
    }

    public Optional<EnvironmentSettings> environment(String name) {
        return Optional.ofNullable(environments.get(name));
    }

    /** What an environment may reach in spite of its fence. */
    public List<Reach> reach(String environment) {
        return reach.stream()
                .filter(one -> one.environments().contains(environment))
                .toList();
    }

    /** How a deploy to an environment is watched. */
    public WatchSettings watch(String environment) {
        return environment(environment).map(EnvironmentSettings::watch).orElse(WatchSettings.DEFAULT);
    }

    /** Whether a repository is Odoo's own. */
    public boolean ofOdoo(String repository) {
        return odoo.origin().code().stream().anyMatch(own -> own.name().equals(repository));
    }

    public Optional<Repository> repository(String name) {
        return repositories.stream()
                .filter(repository -> repository.name().equals(name))
                .findFirst();
    }
}
