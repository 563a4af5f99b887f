package dev.understudy.engine.database;

import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.neutralize.Assertion;
import dev.understudy.odoo.neutralize.CoreNeutralization;
import dev.understudy.odoo.neutralize.CoreNeutralization.CodeMissing;
import dev.understudy.odoo.neutralize.CoreNeutralization.InstalledModule;
import dev.understudy.odoo.neutralize.CoreNeutralization.Order;
import dev.understudy.odoo.neutralize.Harmless;
import dev.understudy.odoo.neutralize.Identity;
import dev.understudy.odoo.neutralize.Neutralization;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.postgres.Owner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes the database of a copy harmless, as Odoo's own role, and then proves it: a copy that was not proven harmless does
 * not start. Odoo's own statements come first, where the series has them, then ours, all in one transaction.
 */
public final class Neutralizer {

    private static final int NAMED_ROWS = 5;

    /** No such column or constraint, or one that wants more (class 42, and 23502). */
    private static final Pattern NOT_FITTING = Pattern.compile("42...|23502");

    private final Series series;

    public Neutralizer(Series series) {
        this.series = series;
    }

    /**
     * Neutralizes and asserts.
     *
     * @param catalog the code that the database's modules come from
     * @return how many assertions hold
     * @throws dev.understudy.model.fault.FaultException {@code neutralize.code-missing} with the modules whose code is not
     *     there, {@code neutralize.module-failed} with the module whose statements failed, {@code neutralize.not-harmless}
     *     with the assertion and its rows
     */
    public int neutralize(Owner database, ModuleCatalog catalog, Identity identity) {
        database.inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                Order order = order(database, statement, catalog);
                if (series.hasNeutralize()) {
                    statement.execute(Neutralization.BEFOREHAND);
                    for (String module : order.modules()) {
                        perform(module, catalog, statement);
                    }
                    statement.execute(Neutralization.AFTERWARDS);
                }
                return statement.execute(Neutralization.script(series, identity));
            }
        });
        // In a session of its own: nothing that a module's statements left in theirs answers for the copy.
        return database.inTransaction(connection -> prove(database, connection, identity));
    }

    /** The statements of all modules of a code, one after the other. */
    public static String statements(ModuleCatalog catalog) {
        StringBuilder statements = new StringBuilder();
        for (String module : catalog.graph().names()) {
            file(module, catalog).ifPresent(file -> {
                try {
                    statements.append(Files.readString(file)).append('\n');
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            });
        }
        return statements.toString();
    }

    private static Optional<Path> file(String module, ModuleCatalog catalog) {
        return catalog.folder(module)
                .map(folder -> folder.resolve(CoreNeutralization.FILE))
                .filter(Files::exists);
    }

    private static void perform(String module, ModuleCatalog catalog, Statement statement) throws SQLException {
        Path file = file(module, catalog).orElse(null);
        if (file == null) {
            return;
        }
        Savepoint before = statement.getConnection().setSavepoint();
        try {
            statement.execute(text(file));
        } catch (SQLException failure) {
            if (module.equals("base")
                    && NOT_FITTING.matcher(failure.getSQLState()).matches()) {
                statement.getConnection().rollback(before);
                statement.execute(Neutralization.ofBase());
                return;
            }
            throw Fault.failed(
                            "neutralize.module-failed",
                            module,
                            CoreNeutralization.FILE,
                            String.valueOf(failure.getMessage()).strip())
                    .at(file)
                    .exception(failure);
        }
    }

    private static Order order(Owner database, Statement statement, ModuleCatalog catalog) throws SQLException {
        List<InstalledModule> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("""
                SELECT name, state, coalesce((to_jsonb(module) ->> 'imported')::boolean, false)
                FROM ir_module_module module
                """)) {
            while (found.next()) {
                rows.add(new InstalledModule(found.getString(1), found.getString(2), found.getBoolean(3)));
            }
        }
        return switch (CoreNeutralization.plan(rows, catalog.graph().names())) {
            case Order order -> order;
            case CodeMissing missing ->
                throw Fault.failed("neutralize.code-missing", String.join(", ", missing.modules()))
                        .at(database.name())
                        .exception();
        };
    }

    private static int prove(Owner database, Connection connection, Identity identity) throws SQLException {
        List<Assertion> assertions = Harmless.assertions(identity);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (Assertion assertion : assertions) {
                statement.execute(Harmless.PREPARATION);
                List<String> rows = new ArrayList<>();
                try (ResultSet found = statement.executeQuery(assertion.query())) {
                    while (found.next() && rows.size() < NAMED_ROWS) {
                        rows.add(found.getString(1));
                    }
                }
                if (!rows.isEmpty()) {
                    throw Fault.failed(
                                    "neutralize.not-harmless",
                                    assertion.name(),
                                    String.join("; ", rows),
                                    assertion.why())
                            .at(database.name())
                            .exception();
                }
            }
        }
        return assertions.size();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
