package dev.understudy.odoo.manifest;

import dev.understudy.odoo.manifest.LiteralFault.Broken;
import dev.understudy.odoo.manifest.LiteralFault.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of a manifest, each with the type that it must have. */
final class ManifestFields {

    /** Others, such as {@code apt}, only tell what to install where. */
    private static final Set<String> EXTERNAL = Set.of("python", "bin");

    private final Map<String, PythonValue.Entry> entries = new LinkedHashMap<>();

    private ManifestFields(PythonValue.Dict dict) throws Broken {
        for (PythonValue.Entry entry : dict.entries()) {
            if (!(entry.key() instanceof PythonValue.Text(String key))) {
                throw new Broken(entry.line(), Kind.WRONG_TYPE, "");
            }
            entries.put(key, entry);
        }
    }

    static ManifestReading read(String module, String text) {
        try {
            if (!(PythonLiteral.read(text) instanceof PythonValue.Dict dict)) {
                throw new Broken(1, Kind.NOT_A_DICTIONARY, "");
            }
            return new ManifestFields(dict).manifest(module);
        } catch (Broken broken) {
            return new BrokenManifest(module, broken.fault());
        }
    }

    private Manifest manifest(String module) throws Broken {
        List<String> depends = new ArrayList<>(texts("depends"));
        if (depends.isEmpty() && !module.equals("base")) {
            depends.add("base");
        }
        List<String> data = new ArrayList<>(texts("init_xml"));
        data.addAll(texts("data"));
        Map<String, List<String>> external = external();
        return new Manifest(
                module,
                text("name", module),
                version(),
                depends,
                truth("installable", true),
                autoInstall(depends),
                truth("application", false),
                data,
                texts("demo"),
                external.getOrDefault("python", List.of()),
                external.getOrDefault("bin", List.of()),
                !text("post_load", "").isEmpty(),
                text("summary", ""),
                author(),
                text("license", "LGPL-3"),
                text("category", "Uncategorized"),
                text("website", ""));
    }

    private @Nullable PythonValue get(String key) {
        PythonValue.Entry entry = entries.get(key);
        return entry == null || entry.value() instanceof PythonValue.None ? null : entry.value();
    }

    private Broken wrong(String key) {
        PythonValue.Entry entry = entries.get(key);
        return new Broken(entry == null ? 1 : entry.line(), Kind.WRONG_TYPE, key);
    }

    private String text(String key, String byDefault) throws Broken {
        return switch (get(key)) {
            case null -> byDefault;
            case PythonValue.Text(String value) -> value;
            case PythonValue.Truth(boolean value) when !value -> byDefault;
            default -> throw wrong(key);
        };
    }

    /** A version written as a number, {@code 1.0}, is common; 19.0 makes it text. */
    private String version() throws Broken {
        return get("version") instanceof PythonValue.Numeral(String written) ? written : text("version", "1.0");
    }

    private String author() throws Broken {
        return get("author") instanceof PythonValue.Items ? String.join(", ", texts("author")) : text("author", "");
    }

    /** Odoo asks any value for its truth: {@code 'False'} is true. */
    private boolean truth(String key, boolean byDefault) {
        PythonValue.Entry entry = entries.get(key);
        return entry == null ? byDefault : entry.value().isTrue();
    }

    private List<String> texts(String key) throws Broken {
        return switch (get(key)) {
            case null -> List.of();
            case PythonValue.Items(List<PythonValue> items) -> texts(key, items);
            case PythonValue.Truth(boolean value) when !value -> List.of();
            default -> throw wrong(key);
        };
    }

    private List<String> texts(String key, List<PythonValue> items) throws Broken {
        var texts = new ArrayList<String>();
        for (PythonValue item : items) {
            if (!(item instanceof PythonValue.Text(String value))) {
                throw wrong(key);
            }
            texts.add(value);
        }
        return texts;
    }

    private Optional<Set<String>> autoInstall(List<String> depends) throws Broken {
        return switch (get("auto_install")) {
            case null -> Optional.empty();
            case PythonValue.Truth(boolean value) -> value ? Optional.of(Set.copyOf(depends)) : Optional.empty();
            case PythonValue.Numeral(String written) ->
                written.equals("0") ? Optional.empty() : Optional.of(Set.copyOf(depends));
            case PythonValue.Items(List<PythonValue> items) -> triggers(items, depends);
            default -> throw wrong("auto_install");
        };
    }

    /** Odoo refuses a trigger that is no dependency. */
    private Optional<Set<String>> triggers(List<PythonValue> items, List<String> depends) throws Broken {
        Set<String> triggers = new LinkedHashSet<>(texts("auto_install", items));
        if (!depends.containsAll(triggers)) {
            throw wrong("auto_install");
        }
        return Optional.of(triggers);
    }

    private Map<String, List<String>> external() throws Broken {
        PythonValue value = get("external_dependencies");
        if (value == null || !value.isTrue()) {
            return Map.of();
        }
        if (!(value instanceof PythonValue.Dict(List<PythonValue.Entry> kinds))) {
            throw wrong("external_dependencies");
        }
        var external = new LinkedHashMap<String, List<String>>();
        for (PythonValue.Entry kind : kinds) {
            if (kind.key() instanceof PythonValue.Text(String name) && EXTERNAL.contains(name)) {
                if (!(kind.value() instanceof PythonValue.Items(List<PythonValue> items))) {
                    throw wrong("external_dependencies");
                }
                external.put(name, texts("external_dependencies", items));
            }
        }
        return external;
    }
}
