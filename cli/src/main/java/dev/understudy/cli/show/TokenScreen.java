package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.TokenView;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tokens of programs, as a person reads them. */
public final class TokenScreen {

    private static final String INDENT = "  ";

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public TokenScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void show(List<TokenView> tokens) {
        if (tokens.isEmpty()) {
            out.println(texts.get("token.none"));
            return;
        }
        Table table = new Table()
                .row(Stream.of(
                                "column.id",
                                "column.name",
                                "column.by",
                                "column.roles",
                                "column.status",
                                "column.until",
                                "column.used")
                        .map(key -> ink.quiet(texts.get(key)))
                        .toList());
        tokens.forEach(one -> table.row(
                one.id(),
                one.name(),
                one.madeBy(),
                one.role(),
                texts.get("token." + one.state()),
                time(one.expiresAt()),
                time(one.usedAt())));
        table.print(out, INDENT);
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "-" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
