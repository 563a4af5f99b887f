package dev.understudy.engine.masking;

import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.mask.Column;
import dev.understudy.targets.postgres.Database;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rows that stay as they are: the project's own companies, its testers, the users of Odoo's own, and attachments that make
 * the system what it is.
 */
final class KeptRows {

    private static final String SYSTEM = "'__system__', 'public', 'default', 'portaltemplate'";

    /** Whose attachments are part of the system; of the others, those that Odoo's modules brought. */
    private static final List<String> OF_THE_SYSTEM = List.of(
            "ir.ui.view",
            "ir.ui.menu",
            "ir.module.module",
            "ir.actions.report",
            "ir.asset",
            "mail.template",
            "theme.ir.attachment",
            "spreadsheet.dashboard",
            "report.layout");

    /** Whose fields hold what everybody sees, as a logo; what is attached to them otherwise is somebody's paper. */
    private static final List<String> WITH_FIELDS = List.of(
            "res.company",
            "res.country",
            "res.lang",
            "website",
            "payment.method",
            "payment.provider",
            "payment.acquirer",
            "delivery.carrier");

    private static final List<String> WITH_IMAGES = List.of(
            "product.template", "product.product", "product.image", "product.public.category", "product.category");

    private final Database database;
    private final Map<String, Set<String>> columns = new HashMap<>();

    KeptRows(Database database, List<Column> columns) {
        this.database = database;
        columns.forEach(column -> this.columns
                .computeIfAbsent(column.table(), table -> new HashSet<>())
                .add(column.name()));
    }

    /**
     * The condition under which a row of a table stays, by table.
     *
     * @throws dev.understudy.model.fault.FaultException {@code mask.no-such-tester} with the logins that nobody has
     */
    Map<String, String> conditions(List<String> testers) {
        Map<String, String> kept = new LinkedHashMap<>();
        if (has("ir_property", "type")) {
            // Until Odoo 17, what is chosen from a list for each company stands there as text.
            kept.put("ir_property", "type = 'selection'");
        }
        if (has("res_users", "login")) {
            missing(testers);
            List<List<String>> users =
                    database.rows("SELECT u.id, u.partner_id FROM public.res_users u WHERE u.login IN (" + SYSTEM
                            + ") OR u.login = ANY (" + array(testers) + ")");
            Set<String> ids = first(users, 0);
            Set<String> partners = first(users, 1);
            partners.addAll(first(database.rows("SELECT partner_id FROM public.res_company"), 0));
            put(kept, "res_users", "id", ids);
            put(kept, "hr_employee", "user_id", ids);
            put(kept, "resource_resource", "user_id", ids);
            put(kept, "res_partner", "id", partners);
            put(kept, "res_partner_bank", "partner_id", partners);
            attachments(kept, partners);
        }
        return kept;
    }

    private void missing(List<String> testers) {
        Set<String> there = first(
                database.rows("SELECT login FROM public.res_users WHERE login = ANY (" + array(testers) + ")"), 0);
        String missing =
                testers.stream().filter(login -> !there.contains(login)).collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw Fault.failed("mask.no-such-tester", missing)
                    .at(database.name())
                    .exception();
        }
    }

    private void attachments(Map<String, String> kept, Set<String> partners) {
        if (!has("ir_attachment", "res_model")) {
            return;
        }
        kept.put(
                "ir_attachment",
                "(type = 'url' AND url LIKE '/%') OR res_model = ANY (" + array(OF_THE_SYSTEM)
                        + ") OR url LIKE '/web/assets/%'"
                        + " OR url LIKE '/web/content/%assets%' OR url LIKE '/_custom/%'"
                        + " OR (res_field IS NOT NULL AND res_model = ANY (" + array(WITH_FIELDS) + "))"
                        + " OR (res_field LIKE 'image%' AND res_model = ANY (" + array(WITH_IMAGES) + "))"
                        + " OR (res_field LIKE 'image%' AND res_model = 'res.partner' AND res_id IN ("
                        + numbers(partners) + "))"
                        + " OR id IN (SELECT res_id FROM public.ir_model_data WHERE model = 'ir.attachment'"
                        // Who exports or imports rows gives them names of his own.
                        + " AND module IN (SELECT name FROM public.ir_module_module))");
    }

    private void put(Map<String, String> kept, String table, String column, Set<String> ids) {
        if (has(table, column) && !ids.isEmpty()) {
            kept.put(table, column + " IN (" + numbers(ids) + ")");
        }
    }

    private boolean has(String table, String column) {
        return columns.getOrDefault(table, Set.of()).contains(column);
    }

    private static Set<String> first(List<List<String>> rows, int column) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String numbers(Set<String> ids) {
        return ids.isEmpty() ? "NULL" : String.join(", ", ids);
    }

    private static String array(List<String> texts) {
        return "ARRAY[" + texts.stream().map(Quoted::text).collect(Collectors.joining(", ")) + "]::text[]";
    }
}
