package dev.understudy.server.beginning;

import dev.understudy.model.audit.Adopted;
import dev.understudy.model.audit.AuditAnswer;
import dev.understudy.model.audit.AuditOrder;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.view.ProblemView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The program that looks, as a process of its own of the machine's lowest priority: the same that the command line starts. */
public final class AuditProgram implements Auditor {

    private static final String MAIN = "dev.understudy.server.Audit";
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final Path IONICE = Path.of("/usr/bin/ionice");

    /** How long it and what it has started may take to end when they are told to. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Override
    public AuditReport look(AuditOrder order) {
        AuditReport report = ask(order, List.of(), _ -> {}).report();
        if (report == null) {
            throw brokenOff(order, "-");
        }
        return report;
    }

    @Override
    public Adopted copy(AuditOrder order, Path folder, Consumer<String> said) {
        Adopted adopted = ask(order, List.of(folder.toString()), said).adopted();
        if (adopted == null) {
            throw brokenOff(order, "-");
        }
        return adopted;
    }

    private static AuditAnswer ask(AuditOrder order, List<String> arguments, Consumer<String> said) {
        try {
            List<String> argv = argv();
            argv.addAll(arguments);
            String answered = answer(order, new ProcessBuilder(argv).start(), said);
            AuditAnswer answer = JsonMapper.shared().readValue(answered, AuditAnswer.class);
            if (answer.error() != null) {
                throw new Unaudited(answer.error());
            }
            return answer;
        } catch (IOException | JacksonException failure) {
            throw brokenOff(order, String.valueOf(failure.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw brokenOff(order, String.valueOf(interrupted));
        }
    }

    private static String answer(AuditOrder order, Process process, Consumer<String> said)
            throws IOException, InterruptedException {
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(JsonMapper.shared().writeValueAsBytes(order));
            }
            Thread telling = Thread.ofVirtual().start(() -> tell(process, said));
            StringBuilder answered = new StringBuilder();
            // Beside this thread, which an interrupt must reach.
            Thread reading = Thread.ofVirtual().start(() -> answered.append(all(process)));
            int code = process.waitFor();
            reading.join();
            telling.join();
            if (answered.toString().isBlank()) {
                throw brokenOff(order, Integer.toString(code));
            }
            return answered.toString();
        } finally {
            end(process);
        }
    }

    private static String all(Process process) {
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException ended) {
            return "";
        }
    }

    /** Ends it with what it has started, as pg_dump, which would go on without it. */
    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        boolean interrupted = Thread.interrupted();
        try {
            boolean _ = process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            interrupted = true;
        }
        all.forEach(ProcessHandle::destroyForcibly);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(Process process, Consumer<String> said) {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(said);
        } catch (IOException | UncheckedIOException ended) {
            said.accept(String.valueOf(ended.getMessage()));
        }
    }

    private static Unaudited brokenOff(AuditOrder order, String how) {
        Locale reader = Locale.forLanguageTag(order.reader());
        return new Unaudited(ProblemView.of(Fault.failed("server.audit-broke-off", how), FaultTexts.of(reader)));
    }

    private static List<String> argv() {
        List<String> argv = new ArrayList<>();
        if (Files.isExecutable(NICE) && Files.isExecutable(IONICE)) {
            argv.addAll(List.of(NICE.toString(), "-n", "19", IONICE.toString(), "-c", "3"));
        }
        argv.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN));
        return argv;
    }
}
