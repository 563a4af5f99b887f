package dev.understudy.engine.journal;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.CommandResult;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Writes every command to the journal, with the step that ran it. An interrupt does not disturb it. */
public final class JournalCommandLog implements CommandLog {

    /** Characters of each output stream that are kept. */
    static final int TAIL = 8_000;

    private final ControlDatabase database;

    public JournalCommandLog(ControlDatabase database) {
        this.database = database;
    }

    @Override
    public void record(String host, Command command, Instant startedAt, CommandResult result) {
        Optional<CurrentStep> step = CurrentStep.get();
        CommandRecord kept = new CommandRecord(
                UUID.randomUUID(),
                step.map(CurrentStep::run).orElse(null),
                step.map(CurrentStep::step).orElse(null),
                host,
                command.shown(),
                startedAt,
                result.duration(),
                result.exitCode(),
                Texts.tail(result.out(), TAIL),
                Texts.tail(result.err(), TAIL));
        database.perform(handle -> {
            new CommandDao(handle).add(kept);
            return kept;
        });
    }
}
