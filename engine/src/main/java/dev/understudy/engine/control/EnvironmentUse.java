package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.targets.host.MachineUse.Look;
import dev.understudy.targets.host.MachineUse.Sum;
import dev.understudy.targets.host.MachineUse.Taken;
import dev.understudy.targets.runtime.Instance;
import dev.understudy.targets.runtime.Instance.Role;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** What an environment's processes take of the machine: Odoo's, and those of its database. */
public final class EnvironmentUse {

    private final ProjectHome home;
    private final EnvironmentControl control;
    private final OdooRuntime odoo;
    private final Function<Instant, Look> looks;

    /**
     * @param looks all processes of the machine, at a time or not long before
     */
    public EnvironmentUse(
            ProjectHome home, EnvironmentControl control, OdooRuntime odoo, Function<Instant, Look> looks) {
        this.home = home;
        this.control = control;
        this.odoo = odoo;
        this.looks = looks;
    }

    /** What they have taken until a time, or not long before. */
    public Sum until(Environment environment, Instant now) {
        Look look = looks.apply(now);
        Path data = control.cluster(environment).pgdata();
        Predicate<Taken> odoos = odoos(environment, look);
        return look.sum(process -> data.equals(process.data()) || odoos.test(process));
    }

    private Predicate<Taken> odoos(Environment environment, Look look) {
        if (environment.systemUser().isEmpty()) {
            Set<Long> family = family(environment, control.setting(environment, ""), look);
            return process -> family.contains(process.pid());
        }
        try {
            // Its logs are its user's, who writes them.
            Path logs = home.environment(environment.name()).resolve("logs");
            int user = ((Number) Files.getAttribute(logs, "unix:uid")).intValue();
            return process -> user != 0 && process.user() == user;
        } catch (IOException notYet) {
            return process -> false;
        }
    }

    /** Its instances, with all that they began. */
    private Set<Long> family(Environment environment, OdooSetting setting, Look look) {
        Set<Long> family = new HashSet<>();
        for (Role role : Role.values()) {
            odoo.pid(new Instance(environment.name(), role, environment.slot()), setting)
                    .ifPresent(family::add);
        }
        boolean grown = !family.isEmpty();
        while (grown) {
            grown = false;
            for (Taken process : look.processes()) {
                grown |= family.contains(process.parent()) && family.add(process.pid());
            }
        }
        return family;
    }
}
