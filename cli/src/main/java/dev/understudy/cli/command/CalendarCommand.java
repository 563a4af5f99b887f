package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.MeasureScreens;
import dev.understudy.model.view.CalendarView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy calendar}. */
@Command(name = "calendar")
public final class CalendarCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--ics", descriptionKey = "ics")
    private boolean ics;

    public CalendarCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.client().get("/calendar");
        CalendarView calendar = Json.read(answer, CalendarView.class);
        if (ics) {
            // It has the ends of lines that calendars ask for.
            session.out().print(calendar.ics());
        } else if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new MeasureScreens(session).calendar(calendar);
        }
        return 0;
    }
}
