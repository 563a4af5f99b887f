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
        statements.addAll(MailServers.statements(identity.mailbox()));
        statements.addAll(Leftovers.statements());
        statements.addAll(Credentials.statements());
        statements.addAll(IdentityStatements.statements(identity));
        return statements.stream()
                .filter(statement ->
                        !(identity.keepsApiKeys() && statement.name().equals(Leftovers.API_KEYS)))
                .toList();
    }

    /** In place of the file of {@code base}, where that does not fit the database: addons change its tables. */
    public static String ofBase() {
        return script(FullNeutralization.ofBase());
    }

    /**
     * Before the files of modules: several of Odoo's own say {@code ON CONFLICT (key)} of parameters, and addons that keep
     * parameters by company have taken the constraint away. {@link #AFTERWARDS} removes what this makes.
     */
    public static final String BEFOREHAND = Sql.block("""
            BEGIN
              IF to_regclass('public.ir_config_parameter') IS NOT NULL AND NOT EXISTS (
                   SELECT FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
                    WHERE indrelid = to_regclass('public.ir_config_parameter') AND indisunique AND indpred IS NULL
                      AND indnkeyatts = 1 AND attname = 'key') THEN
                CREATE UNIQUE INDEX understudy_parameter_key ON public.ir_config_parameter (key);
              END IF;
            EXCEPTION WHEN unique_violation THEN
              -- Parameters by company: no file that wants one of a key fits.
            END""");

    /** After the files of modules. */
    public static final String AFTERWARDS = "DROP INDEX IF EXISTS public.understudy_parameter_key;";

    /** {@link #statements} as one script. */
    public static String script(Series series, Identity identity) {
        return script(statements(series, identity));
    }

    private static String script(List<Statement> statements) {
        return statements.stream()
                .map(statement -> "-- " + statement.name() + "\n" + statement.sql() + "\n")
                .collect(Collectors.joining("\n"));
    }
}
