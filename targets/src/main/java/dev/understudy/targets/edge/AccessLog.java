package dev.understudy.targets.edge;

import java.util.function.Consumer;

/** Reads on in what the edge has answered. */
public interface AccessLog extends AutoCloseable {

    /** Tells every answer, in the order of their ends, that was given since the last time; does not wait for more. */
    void read(Consumer<AccessEntry> reader);

    @Override
    void close();
}
