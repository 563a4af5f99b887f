package dev.understudy.cli.audit;

import dev.understudy.cli.client.ApiProblem;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.machine.ServiceProcess;
import dev.understudy.model.audit.Adopted;
import dev.understudy.model.audit.AuditAnswer;
import dev.understudy.model.audit.AuditOrder;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program that looks: in a process of its own, behind all others of the machine, since the command line itself reads no
 * databases. What is to be looked at goes in as JSON, the report comes out.
 */
public final class AuditProcess {

    private static final String MAIN = "dev.understudy.server.Audit";

    private AuditProcess() {}

    /**
     * Looks.
     *
     * @throws ApiProblem what it found wrong
     * @throws dev.understudy.model.fault.FaultException {@code cli.audit-broke-off}
     */
    public static AuditReport look(AuditOrder order) {
        AuditReport report = ask(order, List.of()).report();
        if (report == null) {
            throw Fault.failed("cli.audit-broke-off", "-").exception();
        }
        return report;
    }

    /**
     * Looks, and copies into a folder.
     *
     * @throws ApiProblem what it found wrong
     * @throws dev.understudy.model.fault.FaultException {@code cli.audit-broke-off}
     */
    public static Adopted adopt(AuditOrder order, Path folder) {
        Adopted adopted = ask(order, List.of(folder.toString())).adopted();
        if (adopted == null) {
            throw Fault.failed("cli.audit-broke-off", "-").exception();
        }
        return adopted;
    }

    private static AuditAnswer ask(AuditOrder order, List<String> arguments) {
        try {
            List<String> argv = argv();
            argv.addAll(arguments);
            Process process = new ProcessBuilder(argv)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(Json.of(order).getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (said.isBlank()) {
                throw Fault.failed("cli.audit-broke-off", Integer.toString(code))
                        .exception();
            }
            AuditAnswer answer = Json.read(said, AuditAnswer.class);
            if (answer.error() != null) {
                throw new ApiProblem(answer.error());
            }
            return answer;
        } catch (IOException failure) {
            throw Fault.failed("cli.audit-broke-off", failure).exception(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Fault.failed("cli.audit-broke-off", interrupted).exception(interrupted);
        }
    }

    private static List<String> argv() throws IOException {
        List<String> argv = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/nice")) && Files.isExecutable(Path.of("/usr/bin/ionice"))) {
            argv.addAll(List.of("/usr/bin/nice", "-n", "19", "/usr/bin/ionice", "-c", "3"));
        }
        argv.addAll(ServiceProcess.program(MAIN));
        return argv;
    }
}
