package dev.understudy.targets.host;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A pseudo terminal of the kernel (pty(7)), the side of it that shows: what a program writes to the other side is read here, and
 * what is written here that program reads as if somebody typed. Java has none; this asks the C library, and no process is
 * forked by it.
 *
 * <p>Its calls keep their thread: they are not for virtual ones.
 */
final class PseudoTerminal implements AutoCloseable {

    /** How long a call waits until it looks whether it is closed. */
    private static final int LOOK_MILLIS = 200;

    /** O_RDWR, O_NOCTTY, O_NONBLOCK, O_CLOEXEC of Linux on amd64 and arm64. */
    private static final int FLAGS = 02 | 0400 | 04000 | 02000000;

    /** TIOCSWINSZ of both, from asm-generic/ioctls.h. */
    private static final long SET_SIZE = 0x5414;

    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final int LONGEST_NAME = 128;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_OF = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private static final MethodHandle OPEN = call("posix_openpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle GRANT = call("grantpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle UNLOCK = call("unlockpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle NAME = call("ptsname_r", FunctionDescriptor.of(INT, INT, ADDRESS, LONG));
    private static final MethodHandle READ = call("read", FunctionDescriptor.of(LONG, INT, ADDRESS, LONG));
    private static final MethodHandle WRITE = call("write", FunctionDescriptor.of(LONG, INT, ADDRESS, LONG));
    private static final MethodHandle POLL = call("poll", FunctionDescriptor.of(INT, ADDRESS, LONG, INT));
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle CONTROL =
            call("ioctl", FunctionDescriptor.of(INT, INT, LONG, ADDRESS), Linker.Option.firstVariadicArg(2));

    private final int descriptor;
    private final Path other;

    /** Held by each call, and by none when it is closed: the number would be another file's afterwards. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    private PseudoTerminal(int descriptor, Path other) {
        this.descriptor = descriptor;
        this.other = other;
    }

    /**
     * Makes one.
     *
     * @throws IOException where the machine has none left, or none at all
     */
    static PseudoTerminal open() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int descriptor = (int) OPEN.invokeExact(state, FLAGS);
            require(descriptor >= 0, state, "posix_openpt");
            MemorySegment name = arena.allocate(LONGEST_NAME);
            boolean made = (int) GRANT.invokeExact(state, descriptor) == 0
                    && (int) UNLOCK.invokeExact(state, descriptor) == 0
                    && (int) NAME.invokeExact(state, descriptor, name, (long) LONGEST_NAME) == 0;
            if (!made) {
                int why = errno(state);
                int _ = (int) CLOSE.invokeExact(state, descriptor);
                throw new IOException("no pseudo terminal: errno " + why);
            }
            return new PseudoTerminal(descriptor, Path.of(name.getString(0)));
        } catch (Throwable thrown) {
            throw rethrown(thrown);
        }
    }

    /** The file of the other side, which a program opens. */
    Path other() {
        return other;
    }

    /**
     * Reads what was written to the other side; waits until something was.
     *
     * @return how many bytes; -1 when nobody has the other side open any more, or this was closed
     */
    int read(byte[] into) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment buffer = arena.allocate(into.length);
            while (await(arena, POLLIN)) {
                long read = used(() -> (long) READ.invokeExact(state, descriptor, buffer, (long) into.length));
                if (read > 0) {
                    MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, 0, (int) read);
                    return (int) read;
                }
                // EIO: the last who had the other side has closed it.
                if (read == 0 || !passing(state)) {
                    return -1;
                }
            }
            return -1;
        } catch (Throwable thrown) {
            throw rethrown(thrown);
        }
    }

    /**
     * Writes as if somebody typed; waits while the program does not read.
     *
     * @return whether all was written; not, when this was closed, or nobody has the other side
     */
    boolean write(byte[] typed) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment buffer = arena.allocateFrom(ValueLayout.JAVA_BYTE, typed);
            long written = 0;
            while (written < typed.length && await(arena, POLLOUT)) {
                MemorySegment rest = buffer.asSlice(written);
                long now = used(() -> (long) WRITE.invokeExact(state, descriptor, rest, rest.byteSize()));
                if (now < 0 && !passing(state)) {
                    return false;
                }
                written += Math.max(0, now);
            }
            return written == typed.length;
        } catch (Throwable thrown) {
            throw rethrown(thrown);
        }
    }

    /** Tells the program how much it can show. Nothing when this is closed. */
    void resize(int columns, int rows) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment size = arena.allocateFrom(
                    ValueLayout.JAVA_SHORT, new short[] {(short) rows, (short) columns, (short) 0, (short) 0});
            long _ = used(() -> (int) CONTROL.invokeExact(state, descriptor, SET_SIZE, size));
        } catch (Throwable thrown) {
            throw rethrown(thrown);
        }
    }

    /** Closes it: the kernel hangs up, as when somebody goes away from a terminal. */
    @Override
    public void close() {
        use.writeLock().lock();
        try (Arena arena = Arena.ofConfined()) {
            if (!closed) {
                closed = true;
                int _ = (int) CLOSE.invokeExact(arena.allocate(STATE), descriptor);
            }
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            use.writeLock().unlock();
        }
    }

    /** Something that is asked of the kernel. */
    @FunctionalInterface
    private interface Call {

        long of() throws Throwable;
    }

    /** -1 when this is closed. */
    private long used(Call call) throws Throwable {
        use.readLock().lock();
        try {
            return closed ? -1 : call.of();
        } finally {
            use.readLock().unlock();
        }
    }

    /** Waits until something can be done; false when this was closed. */
    private boolean await(Arena arena, short event) throws Throwable {
        MemorySegment state = arena.allocate(STATE);
        MemorySegment asked = arena.allocate(8);
        asked.set(INT, 0, descriptor);
        asked.set(ValueLayout.JAVA_SHORT, 4, event);
        long ready = 0;
        while (ready == 0) {
            ready = used(() -> (int) POLL.invokeExact(state, asked, 1L, LOOK_MILLIS));
            if (ready < 0 && isOpen() && errno(state) == EINTR) {
                ready = 0;
            }
        }
        return ready > 0;
    }

    private boolean isOpen() {
        use.readLock().lock();
        try {
            return !closed;
        } finally {
            use.readLock().unlock();
        }
    }

    private boolean passing(MemorySegment state) {
        int why = errno(state);
        return isOpen() && (why == EAGAIN || why == EINTR);
    }

    private static int errno(MemorySegment state) {
        return (int) ERRNO_OF.get(state, 0L);
    }

    private static void require(boolean done, MemorySegment state, String what) throws IOException {
        if (!done) {
            throw new IOException(what + ": errno " + errno(state));
        }
    }

    private static IOException rethrown(Throwable thrown) {
        return switch (thrown) {
            case IOException failure -> failure;
            case RuntimeException failure -> throw failure;
            case Error error -> throw error;
            default -> new IOException(thrown);
        };
    }

    @SuppressWarnings("restricted") // The launchers allow it.
    private static MethodHandle call(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        Linker.Option[] all = new Linker.Option[options.length + 1];
        all[0] = ERRNO;
        System.arraycopy(options, 0, all, 1, options.length);
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, all);
    }
}
