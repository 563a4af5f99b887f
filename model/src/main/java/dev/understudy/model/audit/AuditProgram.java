package dev.understudy.model.audit;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program that looks, as a process of its own of the machine's lowest priority: neither the command line nor the service
 * visits a database that is not Understudy's. The order goes in as JSON, and the answer comes out.
 */
public final class AuditProgram implements Auditor {

    private static final String MAIN = "dev.understudy.server.Audit";
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final Path IONICE = Path.of("/usr/bin/ionice");

    /** How long it and what it has started may take to end when they are told to. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final String classpath;

    /** @param classpath the jars of the service, as {@code java} takes them */
    public AuditProgram(String classpath) {
        this.classpath = classpath;
    }

    @Override
    public AuditReport look(AuditOrder order) {
        AuditReport report = ask(order, List.of(), _ -> {}).report();
        if (report == null) {
            throw brokenOff("-");
        }
        return report;
    }

    @Override
    public Adopted copy(AuditOrder order, Path folder, Consumer<String> said) {
        Adopted adopted = ask(order, List.of(folder.toString()), said).adopted();
        if (adopted == null) {
            throw brokenOff("-");
        }
        return adopted;
    }

    private AuditAnswer ask(AuditOrder order, List<String> arguments, Consumer<String> said) {
        try {
            List<String> argv = argv();
            argv.addAll(arguments);
            String answered = answer(order, new ProcessBuilder(argv).start(), said);
            AuditAnswer answer = JSON.readValue(answered, AuditAnswer.class);
            if (answer.error() != null) {
                throw new Unaudited(answer.error());
            }
            return answer;
        } catch (IOException | JacksonException failure) {
            throw Fault.failed("audit.broke-off", failure).exception(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Fault.failed("audit.broke-off", interrupted).exception(interrupted);
        }
    }

    private static String answer(AuditOrder order, Process process, Consumer<String> said)
            throws IOException, InterruptedException {
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(JSON.writeValueAsBytes(order));
            }
            Thread telling = Thread.ofVirtual().start(() -> tell(process, said));
            StringBuilder answered = new StringBuilder();
            // Beside this thread, which an interrupt must reach.
            Thread reading = Thread.ofVirtual().start(() -> answered.append(all(process)));
            int code = process.waitFor();
            reading.join();
            telling.join();
            if (answered.toString().isBlank()) {
                throw brokenOff(code);
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

    private static FaultException brokenOff(Object how) {
        return Fault.failed("audit.broke-off", how).exception();
    }

    private List<String> argv() {
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
                classpath,
                MAIN));
        return argv;
    }
}
