package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.ReportScreen;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.ReportView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy release report}. */
@Command(name = "report")
public final class ReleaseReportCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Option(names = "--pdf", paramLabel = "FILE", descriptionKey = "pdf")
    private String pdf = "";

    public ReleaseReportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String address = "/releases/" + Client.quote(release) + "/report";
        if (!pdf.isEmpty()) {
            write(session.path(pdf), session.client().bytes(address + ".pdf"));
            return 0;
        }
        String answer = session.client().get(address);
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new ReportScreen(session).show(Json.read(answer, ReportView.class));
        }
        return 0;
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException failure) {
            throw Fault.failed("cli.key-unwritable", file, failure.toString()).exception(failure);
        }
    }
}
