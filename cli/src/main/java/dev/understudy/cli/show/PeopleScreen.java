package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.AuditView;
import dev.understudy.model.view.PersonView;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People and what they did, as a person reads it. */
public final class PeopleScreen {

    private static final String INDENT = "  ";

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public PeopleScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void show(List<PersonView> people) {
        if (people.isEmpty()) {
            out.println(texts.get("none.people"));
            return;
        }
        Table table = new Table()
                .row(heads(
                        "column.name",
                        "column.mail",
                        "column.roles",
                        "column.key",
                        "column.password",
                        "column.factor"));
        people.forEach(person -> table.row(
                person.name(),
                person.mail(),
                roles(person),
                time(person.keySince()),
                time(person.ways().passwordSince()),
                texts.get(person.ways().secondFactor() ? "people.factor" : "people.no-factor")));
        table.print(out, INDENT);
    }

    public void log(AuditView log) {
        Table table = new Table();
        log.entries()
                .forEach(entry -> table.row(
                        Long.toString(entry.number()),
                        entry.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                        entry.who(),
                        entry.verb(),
                        entry.subject(),
                        entry.detail()));
        table.print(out, INDENT);
    }

    private String roles(PersonView person) {
        return Stream.concat(
                        person.roles().stream(),
                        person.within().entrySet().stream()
                                .map(there -> texts.get(
                                        "people.within", String.join(", ", there.getValue()), there.getKey())))
                .collect(Collectors.joining(", "));
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "-" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private List<String> heads(String... keys) {
        return List.of(keys).stream().map(key -> ink.quiet(texts.get(key))).toList();
    }
}
