package dev.understudy.model.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The reference in the manual, the published schema and the reader say the same. */
class ReferenceTest {

    @Test
    void theReferenceMatchesTheSchema() throws Exception {
        assertThat(PublishedSchema.refusals(Files.readString(Reference.FILE))).isEmpty();
    }

    @Test
    void theReferenceParses() {
        assertThat(ProjectFile.read(Reference.FILE)).isInstanceOf(Reading.Valid.class);
    }

    @Test
    void theReferenceMentionsEveryKeyOfTheSchema() throws Exception {
        String reference = Files.readString(Reference.FILE);

        assertThat(new TreeSet<>(keys(PublishedSchema.node())))
                .hasSizeGreaterThan(40)
                .allSatisfy(
                        key -> assertThat(reference).containsPattern("(?m)^[ #\\-]*([a-z-]+: )?(\\{ .*)?" + key + ":"));
    }

    @Test
    void everyKeyOfTheSchemaIsDescribed() {
        assertThat(undescribed(PublishedSchema.node(), "")).isEmpty();
    }

    @Test
    void theReaderKnowsTheKeysOfTheSchemaAndNoOthers() {
        JsonNode schema = PublishedSchema.node();
        Map<String, List<String>> reader = Map.ofEntries(
                Map.entry("", ProjectReader.KEYS),
                Map.entry("/properties/odoo", OdooReader.KEYS),
                Map.entry("/properties/odoo/properties/source", OdooReader.CODE_KEYS),
                Map.entry("/properties/odoo/properties/enterprise", OdooReader.CODE_KEYS),
                Map.entry("/properties/repositories/items", ProjectReader.REPOSITORY_KEYS),
                Map.entry("/$defs/environment", EnvironmentsReader.KEYS),
                Map.entry("/$defs/environment/properties/watch/oneOf/1", WatchReader.KEYS),
                Map.entry("/$defs/environment/properties/follows", FollowReader.KEYS),
                Map.entry("/properties/gates", PracticeReader.GATE_KEYS),
                Map.entry("/properties/gates/properties/approval", PracticeReader.APPROVAL_KEYS),
                Map.entry("/properties/gates/properties/key-users", PracticeReader.KEY_USERS_KEYS),
                Map.entry("/properties/windows/items", CalendarReader.WINDOW_KEYS),
                Map.entry("/properties/closures/items", CalendarReader.CLOSURE_KEYS),
                Map.entry("/properties/people/items", PeopleReader.KEYS),
                Map.entry("/properties/duty/items", PeopleReader.DUTY_KEYS),
                Map.entry("/properties/support", SupportReader.KEYS),
                Map.entry("/properties/notify/items", PracticeReader.NOTICE_KEYS),
                Map.entry("/properties/notify/items/properties/mail", PracticeReader.MAIL_KEYS),
                Map.entry("/properties/notify/items/properties/odoo", PracticeReader.MESSAGE_KEYS),
                Map.entry("/properties/mail", MailReader.KEYS),
                Map.entry("/properties/external_api", ExternalApiReader.KEYS),
                Map.entry("/properties/tickets", ExternalApiReader.TICKET_KEYS),
                Map.entry("/properties/control", MachineReader.CONTROL_KEYS),
                Map.entry("/properties/mask", MaskReader.KEYS),
                Map.entry("/properties/tests/oneOf/1", TestsReader.KEYS),
                Map.entry("/properties/warn", WarnReader.KEYS),
                Map.entry("/properties/reach/items", ReachReader.KEYS),
                Map.entry("/properties/systems/items", SystemsReader.KEYS),
                Map.entry("/properties/storage", MachineReader.STORAGE_KEYS));

        assertThat(reader)
                .allSatisfy((pointer, known) -> assertThat(
                                schema.at(pointer + "/properties").propertyNames())
                        .containsExactlyInAnyOrderElementsOf(known));
    }

    @Test
    void theReaderAndTheSchemaHaveTheSameForms() {
        List<String> patterns = new ArrayList<>();
        for (JsonNode found : PublishedSchema.node().findValues("pattern")) {
            patterns.add(found.asString());
        }

        for (Pattern form : List.of(
                Forms.NAME,
                Forms.MODULE,
                Forms.LANGUAGE,
                Forms.PACKAGE,
                Forms.DURATION,
                Forms.PERCENT,
                Forms.TIMES,
                Forms.SIZE,
                Forms.TIME,
                Forms.DATE,
                Forms.NEIGHBOUR,
                Forms.ADDRESS,
                Forms.HOST,
                Forms.JDBC_URL,
                Forms.ROLE,
                Forms.ODOO_NAME,
                Forms.REFERENCE,
                Forms.WEB_ADDRESS,
                Forms.BRANCH,
                Forms.REPOSITORY_URL)) {
            assertThat(patterns)
                    .as(form.pattern())
                    .containsAnyOf("^" + form.pattern() + "$", "^(" + form.pattern() + ")$");
        }
    }

    @Test
    void theSchemaRefusesTheOptionsThatTheReaderRefuses() {
        List<String> refused = new ArrayList<>();
        PublishedSchema.node()
                .at("/$defs/options/propertyNames/not/enum")
                .forEach(name -> refused.add(name.asString()));

        assertThat(refused).contains("options").containsAll(OwnedOptions.names());
        assertThat(refused).hasSize(OwnedOptions.names().size() + 1);
    }

    @Test
    void theSchemaRefusesTheSettingsThatTheReaderRefuses() {
        List<String> refused = new ArrayList<>();
        PublishedSchema.node()
                .at("/$defs/postgres/properties/settings/propertyNames/not/enum")
                .forEach(name -> refused.add(name.asString()));

        assertThat(refused).containsExactlyInAnyOrderElementsOf(PostgresReader.OWNED);
    }

    private static List<String> keys(JsonNode schema) {
        List<String> keys = new ArrayList<>();
        if (schema.isObject()) {
            for (Map.Entry<String, JsonNode> member : schema.properties()) {
                if (member.getKey().equals("properties") && member.getValue().isObject()) {
                    keys.addAll(member.getValue().propertyNames());
                }
                keys.addAll(keys(member.getValue()));
            }
        }
        schema.forEach(child -> keys.addAll(child.isArray() ? List.of() : keys(child)));
        return keys;
    }

    private static List<String> undescribed(JsonNode schema, String path) {
        List<String> missing = new ArrayList<>();
        JsonNode properties = schema.path("properties");
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            JsonNode of = property.getValue();
            if (!of.has("description") && !of.has("allOf")) {
                missing.add(path + "/" + property.getKey());
            }
            missing.addAll(undescribed(of, path + "/" + property.getKey()));
        }
        schema.path("oneOf").forEach(one -> missing.addAll(undescribed(one, path)));
        if (schema.has("items")) {
            missing.addAll(undescribed(schema.path("items"), path + "/items"));
        }
        if (schema.has("$defs")) {
            missing.addAll(undescribed(schema.at("/$defs/environment"), path + "/environment"));
        }
        return missing;
    }
}
