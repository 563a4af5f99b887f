package dev.understudy.engine.step.evidence;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.StepMillis;
import dev.understudy.targets.host.ProcessorWaits;
import dev.understudy.targets.postgres.Cluster;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a part of a rehearsal takes, told as it will be in a deploy: without the time in which it waited for those that go
 * before it on this machine, production's users for example.
 */
final class RehearsedTime implements AutoCloseable {

    private final long began = System.nanoTime();
    private final ProcessorWaits waits;

    private RehearsedTime(ProcessorWaits waits) {
        this.waits = waits;
    }

    static RehearsedTime begin(EnvironmentControl control, Environment copy) {
        return new RehearsedTime(ProcessorWaits.of(users(control, copy)));
    }

    /** Those that its Odoo and its database server run as; none where Understudy makes no users. */
    private static Set<String> users(EnvironmentControl control, Environment copy) {
        Set<String> users =
                new TreeSet<>(Set.of(control.setting(copy, copy.release()).user()));
        Optional.ofNullable(control.cluster(copy).confinement())
                .map(Cluster.Confinement::user)
                .ifPresent(users::add);
        users.remove("");
        return users;
    }

    /** Notes what a step of this name took until now. */
    void keep(StepContext context, String step) {
        long millis = (System.nanoTime() - began) / 1_000_000;
        StepMillis.note(context, step, Math.max(1, millis - waits.millis()));
    }

    @Override
    public void close() {
        waits.close();
    }
}
