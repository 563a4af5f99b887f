package dev.understudy.server;

import dev.understudy.engine.control.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What looks after a project again and again; all of it ends together. */
final class Keepers implements AutoCloseable {

    private final List<Rounds> rounds = new ArrayList<>();

    /** Begins something that is done again and again, with a pause after each time. */
    void every(Duration pause, String name, Runnable work) {
        every(() -> pause, name, work);
    }

    /** The same, with pauses that differ. */
    void every(Supplier<Duration> pause, String name, Runnable work) {
        Rounds begun = new Rounds(name, work, pause);
        rounds.add(begun);
        begun.start();
    }

    /** The last that began ends first. */
    @Override
    public void close() {
        rounds.reversed().forEach(Rounds::close);
    }
}
