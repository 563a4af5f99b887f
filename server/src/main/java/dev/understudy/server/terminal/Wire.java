package dev.understudy.server.terminal;

import java.nio.ByteBuffer;

/** What leads to whoever sits at a terminal. Nothing of it waits. */
public interface Wire {

    /** Shows what the program wrote. */
    void show(ByteBuffer output);

    /** Tells that it is over, and hangs up. */
    void end(End why);
}
