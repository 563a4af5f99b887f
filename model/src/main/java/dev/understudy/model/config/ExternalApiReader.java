package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads {@code external_api} and {@code tickets}. */
final class ExternalApiReader {

    static final List<String> KEYS = List.of("user", "key", "language");
    static final List<String> TICKET_KEYS = List.of("model", "title", "text", "values", "reference");
    static final String EXAMPLE = "external_api: { user: understudy, key: \"${file:/etc/understudy/odoo-key}\" }";

    private static final int GREATEST = 999_999_999;

    private ExternalApiReader() {}

    static Optional<OdooAccess> read(Value value) {
        Section section = new Section(value, KEYS);
        Optional<String> user = section.required("user", "user: understudy")
                .flatMap(text -> text.text(Forms.ROLE, "config.bad-odoo-login"));
        Optional<SecretName> key =
                section.required("key", "key: ${file:/etc/understudy/odoo-key}").flatMap(MachineReader::secret);
        Locale language = PeopleReader.language(section);
        return user.flatMap(name -> key.map(secret -> new OdooAccess(name, secret, language)));
    }

    static TicketSettings tickets(Value value) {
        Section section = new Section(value, TICKET_KEYS);
        return new TicketSettings(
                text(section, "model").orElse(TicketSettings.USUAL_MODEL),
                text(section, "title").orElse(TicketSettings.USUAL_TITLE),
                text(section, "text").orElse(TicketSettings.USUAL_TEXT),
                section.value("values").map(ExternalApiReader::values).orElse(Map.of()),
                section.value("reference").map(ExternalApiReader::references).orElse(TicketSettings.USUAL_REFERENCES));
    }

    /** One way of writing, or several. */
    private static List<String> references(Value value) {
        return value.node() instanceof SequenceNode
                ? value.texts(Forms.REFERENCE, "config.bad-reference")
                : value.text(Forms.REFERENCE, "config.bad-reference").stream().toList();
    }

    private static Optional<String> text(Section section, String key) {
        return section.value(key).flatMap(text -> text.text(Forms.ODOO_NAME, "config.bad-odoo-name"));
    }

    private static Map<String, Object> values(Value mapping) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Value.Member member : mapping.members()) {
            member.key()
                    .text(Forms.ODOO_NAME, "config.bad-odoo-name")
                    .ifPresent(field -> single(member.value()).ifPresent(single -> values.put(field, single)));
        }
        return values;
    }

    private static Optional<Object> single(Value value) {
        if (!(value.node() instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            value.problem(Fault.usage("config.not-text", value.path(), value.shown()));
            return Optional.empty();
        }
        if (scalar.getTag().equals(Tag.INT)) {
            return value.whole(0, GREATEST).stream()
                    .<Object>mapToObj(number -> number)
                    .findFirst();
        }
        return scalar.getTag().equals(Tag.BOOL)
                ? value.yesNo().map(yes -> yes)
                : value.text().map(text -> text);
    }
}
