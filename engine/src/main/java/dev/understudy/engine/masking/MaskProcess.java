package dev.understudy.engine.masking;

import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.postgres.Owner;
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
        Process process = started();
        try (Writer in = process.outputWriter(StandardCharsets.UTF_8);
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            in.write(MaskWire.written(MaskWire.Task.of(database.entry(), order)) + "\n");
            in.flush();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                MaskWire.Said said = MaskWire.said(line);
                if (said.report() != null) {
                    return said.report();
                }
                if (said.fault() != null) {
                    throw said.fault().exception();
                }
                progress.accept(String.valueOf(said.line()));
            }
            throw ended(process.waitFor());
        } catch (IOException broken) {
            throw Fault.failed("mask.ended", broken.getMessage()).exception(broken);
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
    private static void admitted(Owner database) {
        try (Connection connection = database.connect()) {
            connection.isValid(0);
        } catch (SQLException refused) {
            throw Fault.failed("mask.ended", String.valueOf(refused.getSQLState()))
                    .at(database.name())
                    .exception(refused);
        }
    }

    private static FaultException ended(int code) {
        return Fault.failed("mask.ended", "exit code " + code).exception();
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
