package dev.understudy.engine.masking;

import dev.understudy.model.config.MaskSettings;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.evidence.MaskReport.Masked;
import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.mask.Column;
import dev.understudy.odoo.mask.ColumnValues;
import dev.understudy.odoo.mask.Decision;
import dev.understudy.odoo.mask.Decision.Why;
import dev.understudy.odoo.mask.Entities;
import dev.understudy.odoo.mask.Judgement;
import dev.understudy.odoo.mask.Kind;
import dev.understudy.odoo.mask.MaskRules;
import dev.understudy.odoo.mask.ValueMask;
import dev.understudy.targets.postgres.Owner;
import dev.understudy.targets.postgres.Reader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Masks a copy of production, and proves it. A database is marked before its first row changes; what ends the work in the
 * middle leaves one that is never masked again nor served, but thrown away.
 */
public final class Masking implements Masker {

    /** The parameter in which a masked database says by which run it was masked. */
    private static final String MARK = "understudy.masked";

    /** What is masked. */
    private record Copy(Owner database, MaskOrder order, List<Column> columns, Map<String, String> kept) {

        /** The condition of rows of a table that stay; empty for none. */
        String kept(String table) {
            return kept.getOrDefault(table, "");
        }
    }

    private final MaskRules rules = MaskRules.ours();

    @Override
    public MaskReport mask(Owner database, MaskOrder order, Consumer<String> progress) {
        MaskSettings settings = order.settings();
        OdooColumns catalog = new OdooColumns(database);
        List<Column> columns = catalog.all();
        refuseMasked(database, order.run(), columns);
        refuseAbsent(settings, columns, database);
        Map<String, String> kept = new KeptRows(database, columns).conditions(settings.testers());
        Entities entities = new Entities();
        Gathered gathered = new Gathered(database, kept);
        gathered.vocabulary(entities, columns);
        TextKeys keys = new TextKeys(database);
        List<Decision> decisions = keys.alike(decisions(catalog, columns, settings, entities));
        progress.accept(decisions.size() + " columns judged");
        gathered.values(entities, decisions);
        progress.accept(entities.known().names() + " names and addresses, "
                + entities.known().numbers() + " numbers");
        Copy copy = new Copy(database, order, columns, kept);
        long files;
        MaskReport.Proof proof;
        try (Workers workers = new Workers(order.key(), entities)) {
            Runnable joined = keys.loosen();
            files = rewrite(copy, decisions, workers, progress);
            joined.run();
            new ClearedDefinitions(database, entities, new ValueMask(order.key(), entities)).apply();
            if (Attachments.in(columns)) {
                new Attachments().tidy(order.filestore(), named(database));
            }
            progress.accept("masked; now all that is left is read");
            proof = new MaskProof(database, entities, workers, progress)
                    .of(catalog.readable(), order.filestore(), Set.copyOf(settings.accept()));
        }
        return new MaskReport(
                order.now(),
                order.key().fingerprint(),
                settings.testers().size(),
                told(decisions),
                emptied(columns),
                catalog.foreign(),
                files,
                proof);
    }

    @Override
    public MaskReport.Proof prove(Reader production, Owner copy, MaskOrder order, Consumer<String> progress) {
        MaskSettings settings = order.settings();
        List<Column> columns = new OdooColumns(production).all();
        Entities entities = new Entities();
        Gathered gathered = new Gathered(production, new KeptRows(production, columns).conditions(settings.testers()));
        gathered.vocabulary(entities, columns);
        Judgement judgement = judgement(settings);
        // Whose values are somebody's is known without a look at them.
        gathered.values(
                entities,
                columns.stream()
                        .flatMap(column -> judgement.of(column).stream())
                        .toList());
        progress.accept(entities.known().names() + " names and addresses, "
                + entities.known().numbers() + " numbers");
        try (Workers workers = new Workers(order.key(), entities)) {
            return new MaskProof(copy, entities, workers, progress)
                    .of(new OdooColumns(copy).readable(), order.filestore(), Set.copyOf(settings.accept()));
        }
    }

    /** What was in the database is not known any more, so that nothing could be proven. */
    private static void refuseMasked(Owner database, String run, List<Column> columns) {
        if (marked(columns)
                && !database.rows("SELECT id FROM public.ir_config_parameter WHERE key = " + Quoted.text(MARK)
                                + " AND value = " + Quoted.text(run))
                        .isEmpty()) {
            throw Fault.failed("mask.cut-off").at(database.name()).exception();
        }
    }

    private static boolean marked(List<Column> columns) {
        return columns.stream().anyMatch(column -> column.path().equals("ir_config_parameter.value"));
    }

    private static void refuseAbsent(MaskSettings settings, List<Column> columns, Owner database) {
        Set<String> there = columns.stream().map(Column::key).collect(Collectors.toSet());
        String absent = settings.columns().keySet().stream()
                .filter(column -> !there.contains(column))
                .collect(Collectors.joining(", "));
        if (!absent.isEmpty()) {
            throw Fault.failed("mask.no-such-column", absent)
                    .at(database.name())
                    .exception();
        }
    }

    private List<Decision> decisions(
            OdooColumns catalog, List<Column> columns, MaskSettings settings, Entities entities) {
        Judgement judgement = judgement(settings);
        List<Column> open = columns.stream()
                .filter(column -> judgement.of(column).isEmpty())
                .toList();
        Map<Column, ColumnValues> values = catalog.values(open, entities.known());
        return columns.stream()
                .map(column -> judgement
                        .of(column)
                        .orElseGet(() -> judgement.of(column, Objects.requireNonNull(values.get(column)))))
                .toList();
    }

    private Judgement judgement(MaskSettings settings) {
        Map<String, Kind> said = new LinkedHashMap<>();
        settings.columns().forEach((column, as) -> said.put(column, Kind.valueOf(as.name())));
        return new Judgement(rules, said);
    }

    /** Large tables each by itself, then all others in one transaction. */
    private long rewrite(Copy copy, List<Decision> decisions, Workers workers, Consumer<String> progress) {
        Map<String, List<Decision>> tables = decisions.stream()
                .filter(decision -> decision.kind() != Kind.KEEP)
                .filter(decision -> !rules.emptied().contains(decision.column().table()))
                .collect(Collectors.groupingBy(
                        decision -> decision.column().table(), LinkedHashMap::new, Collectors.toList()));
        Set<String> fresh = new TreeSet<>(large(copy, tables, workers, progress));
        fresh.forEach(tables::remove);
        Set<String> grown = new TreeSet<>();
        long files = copy.database().inTransaction(writing -> {
            try (Connection reading = copy.database().connect()) {
                TableMask table = new TableMask(reading, writing, workers);
                for (var entry : tables.entrySet()) {
                    long rows = table.apply(entry.getKey(), entry.getValue(), copy.kept(entry.getKey()));
                    if (rows > 0) {
                        grown.add(entry.getKey());
                        progress.accept(entry.getKey() + ": " + rows + " rows");
                    }
                }
            }
            grown.addAll(emptied(copy.columns()));
            mark(writing, copy);
            return afterwards(writing, copy);
        });
        progress.accept("all other tables: masked");
        vacuum(copy.database(), grown);
        progress.accept("all other tables: written without the rows that were");
        fresh.addAll(grown);
        new PlannerStatistics(copy.database()).renew(fresh);
        progress.accept("what PostgreSQL remembers of values: renewed");
        return files;
    }

    private static List<String> large(
            Copy copy, Map<String, List<Decision>> tables, Workers workers, Consumer<String> progress) {
        TableRewrite rewrite =
                new TableRewrite(copy.database(), workers, copy.order().room(), progress);
        List<String> written = new ArrayList<>();
        if (rewrite.possible()) {
            Set<String> writable = rewrite.writable();
            tables.forEach((table, decisions) -> {
                List<Column> all = copy.columns().stream()
                        .filter(column -> column.table().equals(table))
                        .toList();
                if (writable.contains(table) && rewrite.fits(table, all, decisions)) {
                    copy.database().inTransaction(connection -> mark(connection, copy));
                    long rows = rewrite.apply(table, all, decisions, copy.kept(table));
                    written.add(table);
                    progress.accept(table + ": " + rows + " rows");
                }
            });
        }
        return written;
    }

    private static boolean mark(Connection writing, Copy copy) throws SQLException {
        if (!marked(copy.columns())) {
            return false;
        }
        try (Statement statement = writing.createStatement()) {
            statement.execute("DELETE FROM public.ir_config_parameter WHERE key = " + Quoted.text(MARK));
            statement.execute("INSERT INTO public.ir_config_parameter (key, value) VALUES (" + Quoted.text(MARK) + ", "
                    + Quoted.text(copy.order().run()) + ")");
            return true;
        }
    }

    /** What is not masked value by value: attachments, rows that go, views that hold rows of their own. */
    private long afterwards(Connection writing, Copy copy) throws SQLException {
        try (Statement statement = writing.createStatement()) {
            for (String table : emptied(copy.columns())) {
                statement.execute("DELETE FROM " + Quoted.table(table));
            }
            List<String> views = new ArrayList<>();
            try (var found = statement.executeQuery("""
                    SELECT c.oid::regclass::text FROM pg_catalog.pg_class c
                     WHERE c.relkind = 'm' AND c.relispopulated ORDER BY c.oid
                    """)) {
                while (found.next()) {
                    views.add(found.getString(1));
                }
            }
            for (String view : views) {
                statement.execute("REFRESH MATERIALIZED VIEW " + view);
            }
        }
        return Attachments.in(copy.columns())
                ? new Attachments().replace(writing, copy.kept().getOrDefault("ir_attachment", "false"))
                : 0;
    }

    /** Gives back the room of the rows that were; PostgreSQL writes the tables anew, without them. */
    private static void vacuum(Owner database, Set<String> tables) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                statement.execute("VACUUM (FULL, ANALYZE) " + Quoted.table(table));
            }
        } catch (SQLException failure) {
            throw Fault.failed(
                            "mask.table-refused", String.join(", ", tables), "", String.valueOf(failure.getSQLState()))
                    .at(database.name())
                    .exception();
        }
    }

    private static Set<String> named(Owner database) {
        return database
                .rows("SELECT DISTINCT store_fname FROM public.ir_attachment WHERE store_fname IS NOT NULL")
                .stream()
                .map(List::getFirst)
                .collect(Collectors.toSet());
    }

    private List<String> emptied(List<Column> columns) {
        Set<String> there = columns.stream().map(Column::table).collect(Collectors.toSet());
        return rules.emptied().stream().filter(there::contains).toList();
    }

    private static List<Masked> told(List<Decision> decisions) {
        return decisions.stream()
                .filter(decision -> decision.kind() != Kind.KEEP || decision.why() == Why.FILE)
                .map(decision -> new Masked(
                        decision.column().path(),
                        decision.kind().name().toLowerCase(Locale.ROOT),
                        decision.why().name().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
