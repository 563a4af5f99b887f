package dev.understudy.server.terminal;

import dev.understudy.model.view.TerminalView;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of terminals, for good: a recording is evidence, and is not forgotten before the project is. */
public interface TerminalBook {

    /** Notes one that is opened. */
    void open(TerminalView terminal);

    /** Keeps the next piece of its recording. */
    void append(String id, int number, String piece);

    /** Notes that one has ended; nothing for one that was noted before. Whether it was this that noted it. */
    boolean end(String id, Instant at, String why, long bytes, String digest);

    /** Those of an environment, the newest first. */
    List<TerminalView> list(String environment, int limit);

    /** Those that have no end. */
    List<TerminalView> open();

    Optional<TerminalView> find(String id);

    /** Gives a recording, piece by piece. */
    void recording(String id, Sink sink) throws IOException;

    /** Takes pieces of a recording. */
    @FunctionalInterface
    interface Sink {

        void take(String piece) throws IOException;
    }
}
