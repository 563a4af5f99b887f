package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.MeasureScreens;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.CalendarView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy calendar}. */
@Command(name = "calendar")
public final class CalendarCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--ics", paramLabel = "FILE", descriptionKey = "ics")
    private String ics = "";

    public CalendarCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.client().get("/calendar");
        CalendarView calendar = Json.read(answer, CalendarView.class);
        if (!ics.isEmpty()) {
            write(session.path(ics), calendar.ics());
        } else if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new MeasureScreens(session).calendar(calendar);
        }
        return 0;
    }

    /** Into a file: it has the ends of lines that calendars ask for, and a terminal does not. */
    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw Fault.failed("cli.key-unwritable", file, failure.toString()).exception(failure);
        }
    }
}
