package dev.understudy.server;

import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.process.Practice;
import dev.understudy.process.record.AuditLog;
import dev.understudy.server.terminal.Ground;
import dev.understudy.server.terminal.SqlTerminalBook;
import dev.understudy.server.terminal.Terminals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Puts together what people type to at environments, and looks after it. */
final class TerminalParts implements AutoCloseable {

    private static final Duration LOOKS = Duration.ofSeconds(1);

    private final Terminals terminals;
    private final Keepers keepers = new Keepers();

    private TerminalParts(Terminals terminals) {
        this.terminals = terminals;
    }

    /** Ends what an earlier service left, and begins to look. */
    static TerminalParts of(Ground ground, ControlDatabase database, Practice practice) {
        AuditLog log = practice.books().log();
        TerminalParts parts = new TerminalParts(new Terminals(
                ground,
                new SqlTerminalBook(database.jdbi()),
                log::note,
                (id, digest) -> log.entries(Optional.of(id)).stream()
                        .anyMatch(entry -> entry.verb().equals(Terminals.ENDED)
                                && entry.detail().endsWith(digest)),
                InstantSource.system()));
        parts.terminals.begin();
        parts.keepers.every(LOOKS, "terminals", parts.terminals::look);
        return parts;
    }

    Terminals all() {
        return terminals;
    }

    /** Whether somebody sits at an environment. */
    boolean any(String environment) {
        return terminals.any(environment);
    }

    @Override
    public void close() {
        terminals.close();
        keepers.close();
    }
}
