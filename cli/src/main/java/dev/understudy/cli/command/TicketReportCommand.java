package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy ticket report}. */
@Command(name = "report")
public final class TicketReportCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "TITLE", descriptionKey = "ticket-title")
    private String title = "";

    @Option(names = "--text", paramLabel = "TEXT", descriptionKey = "ticket-text")
    private String text = "";

    @Option(names = "--release", paramLabel = "RELEASE", descriptionKey = "ticket-release")
    private String release = "";

    @Option(names = "--environment", paramLabel = "ENVIRONMENT", descriptionKey = "ticket-environment")
    private String environment = "";

    @Option(names = "--page", paramLabel = "URL", descriptionKey = "ticket-page")
    private String page = "";

    @Option(names = "--user", paramLabel = "USER", descriptionKey = "ticket-user")
    private String user = "";

    @Option(names = "--screenshot", paramLabel = "FILE", descriptionKey = "ticket-screenshot")
    private String screenshot = "";

    public TicketReportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Map<String, String> report = new HashMap<>(Map.of(
                "title", title,
                "text", text,
                "release", release,
                "environment", environment,
                "page", page,
                "user", user,
                "screenshot", picture()));
        report.values().removeIf(String::isEmpty);
        return TicketGroup.show(session, session.client().post("/tickets", report));
    }

    private String picture() {
        if (screenshot.isEmpty()) {
            return "";
        }
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(session.path(screenshot)));
        } catch (IOException unreadable) {
            throw Fault.usage("cli.picture-unreadable", screenshot).exception(unreadable);
        }
    }
}
