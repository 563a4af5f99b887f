package dev.understudy.server.beginning;

import dev.understudy.model.audit.Adopted;
import dev.understudy.model.audit.AuditOrder;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.view.ProblemView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The program that looks, as a process of its own behind all others of the machine: the same that the command line starts. */
public final class AuditProgram implements Auditor {

    private static final String MAIN = "dev.understudy.server.Audit";
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final Path IONICE = Path.of("/usr/bin/ionice");

    /** What comes out: one of these. */
    record Answer(
            @Nullable AuditReport report,
            @Nullable Adopted adopted,
            @Nullable ProblemView error) {}

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

    private static Answer ask(AuditOrder order, List<String> arguments, Consumer<String> said) {
        try {
            List<String> argv = argv();
            argv.addAll(arguments);
            Process process = new ProcessBuilder(argv).start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(JsonMapper.shared().writeValueAsBytes(order));
            }
            Thread telling = Thread.ofVirtual().start(() -> tell(process, said));
            String answered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            telling.join();
            if (answered.isBlank()) {
                throw brokenOff(order, Integer.toString(code));
            }
            Answer answer = JsonMapper.shared().readValue(answered, Answer.class);
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
