package dev.understudy.model.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a project writes into {@code odoo.conf} besides what Understudy does.
 *
 * @param sections by the name of the section, {@value #MAIN} for Odoo's own; in each the value by the option's name. A value
 *     may be the name of a secret: {@link SecretName}
 */
public record OdooOptions(Map<String, Map<String, String>> sections) {

    /** The section of Odoo's own options. */
    public static final String MAIN = "options";

    /** Nothing but what Understudy writes. */
    public static final OdooOptions NONE = new OdooOptions(Map.of());

    public OdooOptions {
        Map<String, Map<String, String>> sorted = new TreeMap<>();
        sections.forEach((name, options) -> sorted.put(name, Collections.unmodifiableMap(new TreeMap<>(options))));
        sections = Collections.unmodifiableMap(sorted);
    }

    /** These, and what another says over them, option by option. */
    public OdooOptions under(OdooOptions other) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        sections.forEach((name, options) -> all.put(name, new TreeMap<>(options)));
        other.sections.forEach((name, options) ->
                all.computeIfAbsent(name, any -> new TreeMap<>()).putAll(options));
        return new OdooOptions(all);
    }

    /** As they are written: with the secrets that are named. */
    public Map<String, Map<String, String>> resolved(Map<String, String> variables) {
        Map<String, Map<String, String>> all = new TreeMap<>();
        sections.forEach((name, options) -> {
            Map<String, String> values = new TreeMap<>();
            options.forEach((option, value) -> values.put(
                    option,
                    SecretName.parse(value)
                            .map(secret -> secret.resolve(variables).reveal())
                            .orElse(value)));
            all.put(name, values);
        });
        return all;
    }
}
