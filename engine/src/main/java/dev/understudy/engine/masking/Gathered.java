package dev.understudy.engine.masking;

import dev.understudy.odoo.mask.Column;
import dev.understudy.odoo.mask.Decision;
import dev.understudy.odoo.mask.Decision.Why;
import dev.understudy.odoo.mask.Entities;
import dev.understudy.targets.postgres.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Gathers whose values a database holds, before anything is masked. */
final class Gathered {

    /** Words that Odoo's own code uses for everybody; whoever is named by these alone is not looked for. */
    private static final List<String> VOCABULARY = List.of(
            "SELECT name, coalesce(shortdesc::text, ''), coalesce(summary::text, '') FROM public.ir_module_module",
            "SELECT field_description::text, coalesce(help::text, '') FROM public.ir_model_fields WHERE state = 'base'",
            "SELECT name::text, model FROM public.ir_model WHERE state = 'base'");

    private static final List<String> PLACES = List.of(
            "SELECT name::text, code FROM public.res_country",
            "SELECT name, code FROM public.res_country_state",
            "SELECT name, symbol FROM public.res_currency",
            "SELECT name, code FROM public.res_lang");

    /** What products, accounts and the like are called. */
    private static final List<String> THINGS = List.of(
            "product_template.name",
            "product_template.description_sale",
            "product_template.default_code",
            "product_product.default_code",
            "product_category.name",
            "product_attribute.name",
            "product_attribute_value.name",
            "uom_uom.name",
            "account_account.name",
            "account_journal.name",
            "account_journal.code",
            "account_tax.name",
            "account_tax.description",
            "account_payment_term.name",
            "delivery_carrier.name",
            "stock_location.complete_name",
            "stock_picking_type.name");

    private final Database database;
    private final Map<String, String> kept;

    Gathered(Database database, Map<String, String> kept) {
        this.database = database;
        this.kept = kept;
    }

    /** The words that are everybody's. */
    void vocabulary(Entities entities, List<Column> columns) {
        for (String query : VOCABULARY) {
            each(columns, query, entities.known()::vocabulary);
        }
        for (String query : PLACES) {
            each(columns, query, word -> {
                entities.known().vocabulary(word);
                entities.everybodys().vocabulary(word);
            });
        }
        for (Column column : columns) {
            if (THINGS.contains(column.path())) {
                read(query(column, "true"), entities.things()::vocabulary);
            }
        }
    }

    private void each(List<Column> columns, String query, Consumer<String> sink) {
        String table = query.replaceFirst("(?s).* FROM public\\.([a-z_]+).*", "$1");
        if (columns.stream().anyMatch(column -> column.table().equals(table))) {
            read(query, sink);
        }
    }

    /** The values of what is kept, then those of all others; over one connection. */
    void values(Entities entities, List<Decision> decisions) {
        database.inTransaction(connection -> {
            values(connection, entities, decisions);
            return true;
        });
    }

    private void values(Connection connection, Entities entities, List<Decision> decisions) throws SQLException {
        for (Decision decision : decisions) {
            String condition = kept.get(decision.column().table());
            if (decision.entities() && condition != null) {
                rows(connection, query(decision.column(), condition), entities::keep);
            }
        }
        if (kept.containsKey("res_users")) {
            rows(connection, "SELECT name, coalesce(email, '') FROM public.res_company", entities::keep);
        }
        for (Decision decision : decisions) {
            if (decision.entities()) {
                String condition = kept.get(decision.column().table());
                rows(
                        connection,
                        query(decision.column(), condition == null ? "true" : "(" + condition + ") IS NOT TRUE")
                                + (decision.why() == Why.NAME ? sure(decision.column()) : ""),
                        entities::addAll);
            }
        }
    }

    private static String query(Column column, String condition) {
        String value = value(column);
        boolean many = column.type().endsWith("[]");
        return "SELECT DISTINCT " + value + " FROM ONLY " + Quoted.table(column.table())
                + (many ? ", unnest(" + Quoted.name(column.name()) + ") AS element (value)" : "") + " WHERE " + value
                + " <> '' AND " + condition;
    }

    private static String value(Column column) {
        return (column.type().endsWith("[]") ? "element.value" : Quoted.name(column.name())) + "::text";
    }

    /** Of a column that is known by its name alone, values that are somebody's: of two words, an address, a long number. */
    private static String sure(Column column) {
        String value = value(column);
        return " AND length(" + value + ") <= 100 AND " + value
                + " ~ '@|[^[:space:]]{2}[[:space:]]+[^[:space:]]{2}|[0-9]([^0-9]{0,2}[0-9]){6}'";
    }

    private void read(String query, Consumer<String> sink) {
        database.inTransaction(connection -> {
            rows(connection, query, sink);
            return true;
        });
    }

    private static void rows(Connection connection, String query, Consumer<String> sink) throws SQLException {
        CopiedRows.read(connection, query, row -> {
            for (String value : row) {
                if (value != null && !value.isEmpty()) {
                    sink.accept(value);
                }
            }
        });
    }
}
