package dev.understudy.odoo.neutralize;

import static dev.understudy.odoo.neutralize.Sql.has;
import static dev.understudy.odoo.neutralize.Sql.literal;
import static dev.understudy.odoo.neutralize.Sql.when;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The parameters by which a copy knows that it is one. */
final class IdentityStatements {

    private IdentityStatements() {}

    static List<Statement> statements(Identity identity) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("web.base.url", identity.baseUrl());
        parameters.put("report.url", identity.reportUrl());
        parameters.put("web.base.url.freeze", "True");
        parameters.put("database.uuid", identity.uuid());
        parameters.put("database.secret", identity.secret());
        parameters.put("database.is_neutralized", "true");
        return List.of(new Statement("identity", when(has("ir_config_parameter"), upsert(parameters))));
    }

    /** An addon may have taken the constraint on the key alone away, so that there is nothing to conflict with. */
    private static String upsert(Map<String, String> parameters) {
        String rows = parameters.entrySet().stream()
                .map(parameter -> "(" + literal(parameter.getKey()) + ", " + literal(parameter.getValue()) + ")")
                .collect(Collectors.joining(",\n       "));
        return """
                UPDATE ir_config_parameter p SET value = given.value
                  FROM (VALUES ROWS) AS given(key, value) WHERE p.key = given.key;
                INSERT INTO ir_config_parameter (key, value)
                SELECT given.key, given.value FROM (VALUES ROWS) AS given(key, value)
                 WHERE NOT EXISTS (SELECT FROM ir_config_parameter p WHERE p.key = given.key);
                """.replace("ROWS", rows);
    }
}
