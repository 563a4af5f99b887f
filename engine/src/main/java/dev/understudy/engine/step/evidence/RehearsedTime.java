package dev.understudy.engine.step.evidence;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.targets.host.ProcessorWaits;

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
        return new RehearsedTime(ProcessorWaits.of(control.users(copy)));
    }

    /** Notes what a step of this name took until now. */
    void keep(StepContext context, String step) {
        long millis = (System.nanoTime() - began) / 1_000_000;
        context.put(Facts.MILLIS + step, Long.toString(Math.max(1, millis - waits.millis())));
    }

    @Override
    public void close() {
        waits.close();
    }
}
