package dev.understudy.targets.host;

import dev.understudy.model.fault.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This machine. Each command runs in a session of its own, so that its whole process group can be ended. */
public final class LocalHost implements Host {

    private static final Logger LOG = LoggerFactory.getLogger(LocalHost.class);

    /** How long a command that was told to end may take before it is killed. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How long to read on after a command ended while something it left behind holds its output open. */
    private static final Duration STRAGGLERS = Duration.ofSeconds(2);

    /** The time between two looks at a command whose usual time is over. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final int REMOVALS = 20;

    /** Bytes that are read of a file at most: what a release says may have no end. */
    private static final int LONGEST_FILE = 128 << 20;

    private final String name;
    private final CommandLog log;
    private final Launch launch;

    /**
     * @param name the name in {@code understudy.yaml}
     * @param log where every command is recorded
     */
    public LocalHost(String name, CommandLog log) {
        this.name = name;
        this.log = log;
        this.launch = Launch.ofThisProcess();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean root() {
        return launch.root();
    }

    @Override
    public CommandResult run(Command command) {
        Output out = new Output(OUTPUT_LIMIT);
        return run(command, () -> bytes(command.input()), out::readAll, out, STRAGGLERS);
    }

    /**
     * Runs a command that takes or gives more than memory holds.
     *
     * @param in its standard input; the command's own when absent
     * @param out takes its standard output; when it cannot, the command is ended
     * @throws IOException when {@code in} cannot be read or {@code out} cannot be written
     */
    public CommandResult stream(Command command, @Nullable InputStream in, OutputStream out) throws IOException {
        Pump pump = new Pump(in, out);
        Supplier<InputStream> source = in == null ? () -> bytes(command.input()) : pump::source;
        // All of the output counts here, however slowly our side takes it.
        CommandResult result = run(command, source, pump::toOut, new Output(0), command.timeout());
        pump.rethrow();
        return result;
    }

    private CommandResult run(
            Command command,
            Supplier<InputStream> source,
            Consumer<InputStream> sink,
            Output out,
            Duration stragglers) {
        Instant startedAt = Instant.now();
        long began = System.nanoTime();
        Process process = start(command);
        Output err = new Output(OUTPUT_LIMIT);
        Reading readsOut = Reading.of(() -> sink.accept(process.getInputStream()));
        Reading readsErr = Reading.of(() -> err.readAll(process.getErrorStream()));
        feed(process, source);
        boolean ended;
        try {
            ended = ended(process, command);
            if (!ended) {
                ProcessGroup.of(process).end(GRACE);
            }
            ended &= readsOut.await(stragglers);
            ended &= readsErr.await(STRAGGLERS);
        } catch (InterruptedException interrupt) {
            ProcessGroup.of(process).end(GRACE);
            record(command, startedAt, began, 130, out, err);
            Thread.currentThread().interrupt();
            throw Fault.failed("host.interrupted", command.shown()).at(name).exception(interrupt);
        }
        if (!ended) {
            record(command, startedAt, began, 124, out, err);
            throw Fault.failed(
                            "host.timed-out",
                            command.shown(),
                            Duration.ofNanos(System.nanoTime() - began).toSeconds())
                    .at(name)
                    .exception();
        }
        return record(command, startedAt, began, process.exitValue(), out, err);
    }

    /** Looks only when the usual time is over: what is in time wakes nobody. */
    private static boolean ended(Process process, Command command) throws InterruptedException {
        Patience.Wait wait = Patience.HERE.begin(
                command.limit().whileItMoves() ? () -> Movement.of(process) : Patience.UNSEEN, command.timeout());
        boolean ended = process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS);
        while (!ended && !wait.over()) {
            ended = process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
        return ended;
    }

    /**
     * Starts a command at a terminal, for somebody who types. It has neither input nor an end of its time, and is not recorded
     * here: who opens it records it.
     *
     * @throws dev.understudy.model.fault.FaultException {@code host.not-started}
     */
    public InteractiveProcess open(Command command, InteractiveProcess.Size size) {
        return InteractiveProcess.start(
                command,
                size,
                seated -> builder(seated).redirectErrorStream(true).start());
    }

    private ProcessBuilder builder(Command command) {
        ProcessBuilder builder = new ProcessBuilder(launch.argv(command));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(launch.environment(command));
        Path directory = launch.directory(command);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        return builder;
    }

    private Process start(Command command) {
        try {
            return builder(command).start();
        } catch (IOException failure) {
            throw Fault.failed("host.not-started", command.shown(), String.valueOf(failure.getMessage()))
                    .at(name)
                    .exception(failure);
        }
    }

    private CommandResult record(Command command, Instant startedAt, long began, int exitCode, Output out, Output err) {
        Duration duration = Duration.ofNanos(System.nanoTime() - began);
        CommandResult result = new CommandResult(exitCode, out.text(), err.text(), duration);
        log.record(name, command, startedAt, result);
        return result;
    }

    private static InputStream bytes(@Nullable String input) {
        return new ByteArrayInputStream((input == null ? "" : input).getBytes(StandardCharsets.UTF_8));
    }

    private static void feed(Process process, Supplier<InputStream> source) {
        Thread.ofVirtual().start(() -> {
            try (OutputStream stream = process.getOutputStream();
                    InputStream input = source.get()) {
                input.transferTo(stream);
            } catch (IOException unread) {
                LOG.debug(
                        "A command ended without reading its input; its exit code tells whether that was right",
                        unread);
            }
        });
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public String read(Path file) {
        try {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] read = in.readNBytes(LONGEST_FILE + 1);
                if (read.length > LONGEST_FILE) {
                    throw new IOException("longer than " + (LONGEST_FILE >> 20) + " MB");
                }
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(read))
                        .toString();
            }
        } catch (IOException failure) {
            throw Fault.failed("host.unreadable", file, failure).at(name).exception(failure);
        }
    }

    @Override
    public void write(Path file, String text, String mode, @Nullable String owner) {
        try {
            WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8), mode, owner);
        } catch (IOException failure) {
            throw Fault.failed("host.unwritable", file, failure).at(name).exception(failure);
        }
    }

    @Override
    public void delete(Path path) {
        Command remove =
                Command.of("rm", "-rf", "--one-file-system", "--", path).within(Duration.ofHours(2));
        // A command that outlived a killed Understudy may still be writing into the folder: then rm finds it not empty.
        for (int attempt = 0; attempt < REMOVALS && exists(path); attempt++) {
            if (run(remove).succeeded()) {
                return;
            }
        }
        if (exists(path)) {
            require(remove);
        }
    }
}
