package dev.understudy.engine.environment;

import dev.understudy.model.config.PortRange;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.SystemUsers;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What Understudy would note of an environment. Whoever comes to its database could note anything: another user, a port of
 * somebody else, a name that leads out of the home. Nothing is started, written or deleted by such a note.
 */
public final class EnvironmentRules {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    /** Of a database or a release: a folder is called so. */
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

    private static final int FIRST_FREE_FOR_ALL = 1024;
    private static final int LAST = 65_535;

    private final Path home;
    private final boolean root;
    private final Supplier<PortRange> ports;

    /**
     * @param root whether environments have users of their own here
     * @param ports from which environments are given theirs
     */
    public EnvironmentRules(Path home, boolean root, Supplier<PortRange> ports) {
        this.home = home;
        this.root = root;
        this.ports = ports;
    }

    /**
     * What is not as it would be noted, in its own words; empty when all is.
     *
     * @param all environments, this one among them
     */
    Optional<Fault> flaw(Environment environment, Collection<Environment> all) {
        return wrong(environment, all).map(what -> Fault.refused("environment.altered", environment.name(), what));
    }

    /**
     * What is provably of this home, whatever is noted: what Understudy names by the environment's name. Empty where the name
     * itself is none.
     *
     * @param all environments, this one among them
     */
    Optional<Environment> provable(Environment environment, Collection<Environment> all) {
        if (!NAME.matcher(environment.name()).matches()) {
            return Optional.empty();
        }
        if (flaw(environment, all).isEmpty()) {
            return Optional.of(environment);
        }
        // Of who runs, nothing is found by its ports: these are just none of anybody else's.
        int base = Math.max(0, new Ports(ports.get().first(), ports.get().last(), port -> true).allot(all));
        return Optional.of(new Environment(
                environment.name(),
                environment.kind(),
                environment.state(),
                root ? SystemUsers.ofEnvironment(home, environment.name()) : "",
                FOLDER.matcher(environment.database()).matches() ? environment.database() : "odoo",
                base,
                Ports.postgres(base),
                environment.slot(),
                "",
                environment.odooPassword(),
                environment.neutralized(),
                environment.fenced(),
                environment.quiet(),
                environment.generation(),
                environment.createdAt(),
                environment.copiedAt()));
    }

    private Optional<String> wrong(Environment environment, Collection<Environment> all) {
        if (!NAME.matcher(environment.name()).matches()) {
            return Optional.of("name");
        }
        if (!environment.systemUser().equals(root ? SystemUsers.ofEnvironment(home, environment.name()) : "")) {
            return Optional.of("os_user = " + environment.systemUser());
        }
        if (!FOLDER.matcher(environment.database()).matches()) {
            return Optional.of("database_name = " + environment.database());
        }
        if (!environment.release().isEmpty()
                && !FOLDER.matcher(environment.release()).matches()) {
            return Optional.of("release_id = " + environment.release());
        }
        if (environment.port() < FIRST_FREE_FOR_ALL || environment.port() > LAST) {
            return Optional.of("port = " + environment.port());
        }
        int block = Ports.block(environment);
        PortRange range = ports.get();
        boolean taken = all.stream()
                .filter(other -> !other.name().equals(environment.name()))
                .anyMatch(other -> Math.abs(Ports.block(other) - block) < Ports.BLOCK);
        return taken || !range.contains(block) || !range.contains(block + Ports.BLOCK - 1)
                ? Optional.of("postgres_port = " + environment.postgresPort())
                : Optional.empty();
    }
}
