package dev.understudy.engine.masking;

import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.postgres.Database;
import dev.understudy.targets.postgres.Owner;
import dev.understudy.targets.postgres.Reader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Masks in a process beside the service ({@link MaskProgram}), of the same Java and the same jars. It ends when the service ends; when
 * it is killed, the copy is as one whose masking was cut off: never served, and made again.
 */
public final class MaskProcess implements Masker {

    /** Enough for the names of some millions of people, and for rows of the longest texts that are read whole. */
    private static final String HEAP = "-Xmx1g";

    private static final List<String> FLAGS = List.of(
            "-XX:+UseParallelGC",
            "-Xms64m",
            HEAP,
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-Dfile.encoding=UTF-8");

    @Override
    public MaskReport mask(Owner database, MaskOrder order, Consumer<String> progress) {
        admitted(database);
        MaskReport report =
                done(MaskWire.Task.of(null, database.entry(), order), progress).report();
        if (report == null) {
            throw Fault.failed("mask.ended", "-").exception();
        }
        return report;
    }

    @Override
    public MaskReport.Proof prove(Reader production, Owner copy, MaskOrder order, Consumer<String> progress) {
        admitted(production);
        admitted(copy);
        MaskReport.Proof proof = done(MaskWire.Task.of(production.entry(), copy.entry(), order), progress)
                .proof();
        if (proof == null) {
            throw Fault.failed("mask.ended", "-").exception();
        }
        return proof;
    }

    /** What was said at last. */
    private static MaskWire.Said done(MaskWire.Task task, Consumer<String> progress) {
        Process process = started();
        try (Writer in = process.outputWriter(StandardCharsets.UTF_8);
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            in.write(MaskWire.written(task) + "\n");
            in.flush();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                MaskWire.Said said = MaskWire.said(line);
                Fault fault = said.fault();
                if (fault != null) {
                    throw fault.exception();
                }
                String part = said.line();
                if (part == null) {
                    return said;
                }
                progress.accept(part);
            }
            throw Fault.failed("mask.ended", "exit code " + process.waitFor()).exception();
        } catch (IOException broken) {
            throw Fault.failed("mask.ended", broken.toString()).exception(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Fault.failed("mask.ended", "interrupted").exception(interrupted);
        } finally {
            end(process);
        }
    }

    /** Nothing of it may write to the copy any more when this is over. */
    private static void end(Process process) {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever locked Understudy out is answered here, where that can be undone. */
    private static void admitted(Database database) {
        try (Connection connection = database.connect()) {
            connection.isValid(0);
        } catch (SQLException refused) {
            throw Fault.failed("mask.ended", String.valueOf(refused.getSQLState()))
                    .at(database.name())
                    .exception(refused);
        }
    }

    private static Process started() {
        try {
            return new ProcessBuilder(argv())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Behind whoever works in production. */
    private static List<String> argv() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> argv = new ArrayList<>(List.of("nice", "-n", "5", java.toString()));
        argv.addAll(FLAGS);
        argv.addAll(List.of("-cp", System.getProperty("java.class.path"), MaskProgram.class.getName()));
        return argv;
    }
}
