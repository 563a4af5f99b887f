package dev.understudy.targets.host;

import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A program at a pseudo terminal of its own, as somebody has it before them who types. It is in a session of its own, has
 * nothing open but that terminal, and is hung up on when this is closed. Its calls are not for virtual threads.
 */
public final class InteractiveProcess implements AutoCloseable {

    /**
     * The terminal is opened by the program itself, which leads its session: so it becomes the terminal of the session, and of
     * nobody else's. Whoever started this process may ignore Ctrl-C, and what is ignored stays so in every child.
     */
    private static final String TAKE_SEAT = "exec <>\"$0\" >&0 2>&0; stty iutf8; exec env --default-signal -- \"$@\"";

    /** How long one that was hung up on may take to end by itself. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final Path PROCESSES = Path.of("/proc");

    private final AtomicBoolean closed = new AtomicBoolean();
    private final PseudoTerminal terminal;
    private final Process process;

    private InteractiveProcess(PseudoTerminal terminal, Process process) {
        this.terminal = terminal;
        this.process = process;
    }

    /** How much a terminal shows. */
    public record Size(int columns, int rows) {

        private static final int MOST = 1000;

        /** What most terminals begin with. */
        public static final Size USUAL = new Size(80, 24);

        /** No terminal is smaller or larger. */
        public Size {
            columns = Math.clamp(columns, 2, MOST);
            rows = Math.clamp(rows, 1, MOST);
        }
    }

    /** Makes a process of a command. */
    @FunctionalInterface
    interface Starter {

        Process start(Command command) throws IOException;
    }

    static InteractiveProcess start(Command command, Size size, Starter starter) {
        try {
            PseudoTerminal terminal = PseudoTerminal.open();
            try {
                terminal.resize(size.columns(), size.rows());
                List<String> words = new ArrayList<>(
                        List.of("sh", "-c", TAKE_SEAT, terminal.other().toString()));
                words.addAll(command.argv());
                return new InteractiveProcess(terminal, starter.start(command.running(words)));
            } catch (IOException | RuntimeException failure) {
                terminal.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw Fault.failed("host.not-started", command.shown(), String.valueOf(failure.getMessage()))
                    .exception(failure);
        }
    }

    /**
     * Reads what it shows; waits until it shows something.
     *
     * @return how many bytes; -1 when it has ended, with all that it began, or this was closed
     */
    public int read(byte[] into) throws IOException {
        return terminal.read(into);
    }

    /** Types; waits while the program does not read. Whether all of it was typed. */
    public boolean type(byte[] typed) throws IOException {
        return terminal.write(typed);
    }

    /** Tells the program how much is shown of it. */
    public void resize(Size size) throws IOException {
        terminal.resize(size.columns(), size.rows());
    }

    /** Whether what was started runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Hangs up, and ends what does not go by itself: what a shell put into the background, too. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        terminal.close();
        ProcessGroup.of(process).end(GRACE);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path folder : folders) {
                ProcessEntry entry = new ProcessEntry(folder);
                if (entry.state()
                        .filter(state -> state.living() && state.session() == process.pid())
                        .isPresent()) {
                    ProcessHandle.of(entry.pid()).ifPresent(ProcessHandle::destroyForcibly);
                }
            }
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }
}
