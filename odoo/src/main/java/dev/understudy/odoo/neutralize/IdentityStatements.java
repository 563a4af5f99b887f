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

    private static String upsert(Map<String, String> parameters) {
        String rows = parameters.entrySet().stream()
                .map(parameter -> "(" + literal(parameter.getKey()) + ", " + literal(parameter.getValue()) + ")")
                .collect(Collectors.joining(",\n       "));
        return "INSERT INTO ir_config_parameter (key, value)\nVALUES " + rows
                + "\n    ON CONFLICT (key) DO UPDATE SET value = excluded.value;";
    }
}
