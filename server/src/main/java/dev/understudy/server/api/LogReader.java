package dev.understudy.server.api;

import java.util.List;

/** Reads a log on and on. */
public interface LogReader extends AutoCloseable {

    /** The lines since the last call, the oldest first; empty when there is nothing new. Does not wait. */
    List<String> read();

    @Override
    void close();
}
