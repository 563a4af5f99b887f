package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.CalendarView;
import dev.understudy.model.view.KeyUsersView;
import dev.understudy.model.view.LoadView;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What was measured and planned, as a person reads it. */
public final class MeasureScreens {

    private static final String INDENT = "  ";
    private static final String LEVELS = " .:-=+*#%@";
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int HOURS = 24;
    private static final int GAPS = 5;

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public MeasureScreens(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void keyUsers(KeyUsersView view) {
        out.println(ink.strong(view.release()) + "  " + view.environment() + "  "
                + texts.get("key-users.since", view.since().truncatedTo(ChronoUnit.SECONDS)));
        Table table = new Table()
                .row(heads("column.application", "column.weekly", "column.done", "column.by", "column.not-tried"));
        view.applications()
                .forEach(one -> table.row(
                        one.application(),
                        Long.toString(one.weekly()),
                        one.done() == 0 ? ink.bad("0") : Long.toString(one.done()),
                        one.done() == 0 ? texts.get("key-users.usually", list(one.usually())) : list(one.by()),
                        gaps(one)));
        table.print(out, INDENT);
        out.println(INDENT + texts.get(view.covered() ? "key-users.covered" : "key-users.gaps"));
    }

    private static String gaps(KeyUsersView.ApplicationView application) {
        return application.gaps().stream()
                .limit(GAPS)
                .map(gap -> gap.table() + " " + gap.weekly())
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    /** A line for each day, a letter for each hour: the darker, the more is done. */
    public void load(LoadView view) {
        long most = view.hours().stream().mapToLong(Long::longValue).max().orElse(0);
        if (most == 0) {
            out.println(texts.get("load.nothing"));
            return;
        }
        out.println("     0     6     12    18    " + view.timezone());
        picture(view.hours(), most);
        long asked = view.requests().stream().mapToLong(Long::longValue).max().orElse(0);
        if (asked > 0) {
            out.println(texts.get("load.requests"));
            picture(view.requests(), asked);
        }
        quiet(view);
    }

    private void picture(List<Long> hours, long most) {
        for (int day = 0; day < DAYS.size(); day++) {
            StringBuilder line = new StringBuilder(DAYS.get(day)).append("  ");
            for (int hour = 0; hour < HOURS; hour++) {
                long rows = hours.get(day * HOURS + hour);
                line.append(LEVELS.charAt((int) Math.ceilDiv(rows * (LEVELS.length() - 1), most)));
            }
            out.println(line);
        }
    }

    private void quiet(LoadView view) {
        view.quietest()
                .forEach(quiet -> out.println(texts.get(
                        "load.quiet",
                        quiet.day(),
                        "%02d:00".formatted(quiet.from()),
                        "%02d:00".formatted((quiet.from() + quiet.hours()) % HOURS),
                        quiet.rows())));
        if (view.passedOver() > 0) {
            out.println(texts.get("load.passed-over", view.passedOver(), view.tables()));
        }
    }

    public void calendar(CalendarView calendar) {
        if (calendar.events().isEmpty()) {
            out.println(texts.get("calendar.always"));
            return;
        }
        Table table = new Table();
        calendar.events()
                .forEach(event -> table.row(
                        event.from().truncatedTo(ChronoUnit.SECONDS).toString(),
                        event.until().truncatedTo(ChronoUnit.SECONDS).toString(),
                        texts.get("calendar." + event.kind()),
                        event.title()));
        table.print(out, INDENT);
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "-" : String.join(", ", names);
    }

    private List<String> heads(String... keys) {
        return List.of(keys).stream().map(key -> ink.quiet(texts.get(key))).toList();
    }
}
