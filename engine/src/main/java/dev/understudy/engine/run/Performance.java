package dev.understudy.engine.run;

/** A run that a thread of this process is in the middle of, and the wishes of others that reach it there. */
final class Performance {

    private final Thread thread = Thread.currentThread();
    private Doing doing = Doing.BETWEEN;
    private boolean cancelled;
    private boolean leaving;
    private boolean woken;

    private enum Doing {
        BETWEEN,
        APPLYING,
        UNDOING
    }

    /** From here to {@link #leave} a cancellation interrupts the thread; false when there already is one. */
    synchronized boolean enterApply() {
        if (cancelled || leaving) {
            return false;
        }
        doing = Doing.APPLYING;
        return true;
    }

    /** From here to {@link #leave} only the end of the process interrupts the thread; false when it is near. */
    synchronized boolean enterUndo() {
        if (leaving) {
            return false;
        }
        doing = Doing.UNDOING;
        return true;
    }

    /** The step is left; an interrupt that was meant for it does not reach what follows. */
    synchronized void leave() {
        doing = Doing.BETWEEN;
        Thread.interrupted();
    }

    synchronized void cancel() {
        cancelled = true;
        if (doing == Doing.APPLYING) {
            thread.interrupt();
        }
    }

    synchronized void abandon() {
        leaving = true;
        if (doing != Doing.BETWEEN) {
            thread.interrupt();
        }
    }

    synchronized void wake() {
        woken = true;
    }

    synchronized boolean cancelled() {
        return cancelled;
    }

    /** Whether a step does well to end: only while it is applied, undoing is carried through. */
    synchronized boolean stopping() {
        return leaving || (cancelled && doing == Doing.APPLYING);
    }

    synchronized boolean leaving() {
        return leaving;
    }

    /** Whether somebody asked to look again meanwhile. */
    synchronized boolean woken() {
        return woken;
    }
}
