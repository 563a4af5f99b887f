package dev.understudy.odoo.dump;

import dev.understudy.odoo.series.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code manifest.json} in a zip dump of Odoo, as {@code dump_db_manifest} in {@code odoo/service/db.py} writes it.
 *
 * @param database {@code db_name}
 * @param version of Odoo, {@code 19.0}, or with a date in nightly packages
 * @param majorVersion the series
 * @param pgVersion of the server, {@code 15.18}
 * @param modules installed modules with their versions
 */
public record DumpManifest(
        String database, String version, String majorVersion, String pgVersion, Map<String, String> modules) {

    /** The file's name inside the zip. */
    public static final String FILE = "manifest.json";

    private static final JsonMapper JSON = JsonMapper.shared();

    public DumpManifest {
        modules = Map.copyOf(modules);
    }

    /** What is wrong with a manifest of somebody else's dump. */
    public enum Flaw {
        /** It is no JSON object. */
        UNREADABLE,
        /** {@code odoo_dump} is missing: not a dump of Odoo. */
        NO_DUMP,
        /** Of a series that Understudy does not know. */
        UNKNOWN_SERIES,
        /** Of another series than the environment. */
        OTHER_SERIES,
        /** From a newer PostgreSQL than the one that would take it. */
        NEWER_POSTGRESQL,
        /** No modules, not even base. */
        NO_MODULES
    }

    /** A manifest for a dump of ours. */
    public static DumpManifest of(String database, Series series, String pgVersion, Map<String, String> modules) {
        return new DumpManifest(database, series.name(), series.name(), pgVersion, modules);
    }

    /** Reads a manifest; nothing when it is not one of Odoo's. */
    public static Optional<DumpManifest> parse(String json) {
        return object(json).filter(root -> root.has("odoo_dump")).map(root -> {
            var modules = new TreeMap<String, String>();
            root.path("modules")
                    .properties()
                    .forEach(module ->
                            modules.put(module.getKey(), module.getValue().asString("")));
            return new DumpManifest(
                    root.path("db_name").asString(""),
                    root.path("version").asString(""),
                    root.path("major_version").asString(""),
                    root.path("pg_version").asString(""),
                    modules);
        });
    }

    /**
     * What stands against restoring a dump; nothing when all is well.
     *
     * @param series of the environment
     * @param postgresMajor of the server that takes it
     */
    public static List<Flaw> flaws(String json, Series series, int postgresMajor) {
        Optional<DumpManifest> manifest = parse(json);
        return manifest.map(known -> known.flaws(series, postgresMajor))
                .orElseGet(() -> List.of(object(json).isPresent() ? Flaw.NO_DUMP : Flaw.UNREADABLE));
    }

    private List<Flaw> flaws(Series series, int postgresMajor) {
        var flaws = new ArrayList<Flaw>();
        if (!Series.supports(majorVersion)) {
            flaws.add(Flaw.UNKNOWN_SERIES);
        } else if (!majorVersion.equals(series.name())) {
            flaws.add(Flaw.OTHER_SERIES);
        }
        if (pgVersion.matches("\\d{1,3}(\\..*)?") && Integer.parseInt(pgVersion.split("\\.", 2)[0]) > postgresMajor) {
            flaws.add(Flaw.NEWER_POSTGRESQL);
        }
        if (!modules.containsKey("base")) {
            flaws.add(Flaw.NO_MODULES);
        }
        return List.copyOf(flaws);
    }

    /** The file, as core writes it. */
    public String json() {
        var root = JSON.createObjectNode();
        root.put("odoo_dump", "1");
        root.put("db_name", database);
        root.put("version", version);
        var info = root.putArray("version_info");
        for (String part : majorVersion.split("\\.", -1)) {
            info.add(Integer.parseInt(part));
        }
        info.add(0).add("final").add(0).add("");
        root.put("major_version", majorVersion);
        root.put("pg_version", pgVersion);
        var names = root.putObject("modules");
        new TreeMap<>(modules).forEach(names::put);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static Optional<JsonNode> object(String json) {
        try {
            return Optional.of(JSON.readTree(json)).filter(JsonNode::isObject);
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }
}
