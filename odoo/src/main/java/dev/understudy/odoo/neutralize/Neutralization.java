package dev.understudy.odoo.neutralize;

import dev.understudy.odoo.series.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Understudy's own statements: all of it for 14.0 and 15.0, which have no {@code neutralize}, and for later series what
 * core leaves out. Run after {@link CoreNeutralization}, in the same transaction; running them again changes nothing.
 * Passwords of users and their second factors stay: people log in as they do in production.
 */
public final class Neutralization {

    private Neutralization() {}

    /** The statements, in order. */
    public static List<Statement> statements(Series series, Identity identity) {
        var statements = new ArrayList<Statement>();
        if (!series.hasNeutralize()) {
            statements.addAll(FullNeutralization.statements());
        }
        statements.addAll(Leftovers.statements());
        statements.addAll(Credentials.statements());
        statements.addAll(IdentityStatements.statements(identity));
        return statements.stream()
                .filter(statement ->
                        !(identity.keepsApiKeys() && statement.name().equals(Leftovers.API_KEYS)))
                .toList();
    }

    /** {@link #statements} as one script. */
    public static String script(Series series, Identity identity) {
        return statements(series, identity).stream()
                .map(statement -> "-- " + statement.name() + "\n" + statement.sql() + "\n")
                .collect(Collectors.joining("\n"));
    }
}
