package dev.understudy.engine.journal;

/** This process does not perform the control plane any more: it must leave all runs as they are. */
public final class DeposedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeposedException() {
        super("another process performs this control plane, or this one is closing");
    }
}
