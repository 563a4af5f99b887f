package dev.understudy.targets.python;

import dev.understudy.model.release.PythonPackage;
import dev.understudy.targets.host.Credentials;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A package that pip has chosen, with the file that it comes in.
 *
 * @param url of the file, without credentials: pip finds those of its index again
 * @param sha256 of the file; empty where pip does not tell
 */
record Wheel(String name, String version, String url, String sha256) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Those of an installation report (pip's {@code --report}, version 1), sorted by name. */
    static List<Wheel> ofReport(String report) {
        List<Wheel> wheels = new ArrayList<>();
        for (JsonNode item : JSON.readTree(report).path("install")) {
            JsonNode file = item.path("download_info");
            wheels.add(new Wheel(
                    item.path("metadata").path("name").asString(),
                    item.path("metadata").path("version").asString(),
                    file.path("url").asString(),
                    file.path("archive_info").path("hashes").path("sha256").asString("")));
        }
        wheels.sort(Comparator.comparing(wheel -> wheel.name().toLowerCase(Locale.ROOT)));
        return wheels;
    }

    /** The same, from where it was built here. */
    Wheel in(Map<String, BuiltWheel> built) {
        return built.containsKey(url)
                ? new Wheel(name, version, url, built.get(url).sha256())
                : this;
    }

    /**
     * As a release freezes it.
     *
     * @param built what was built here, by its address
     */
    PythonPackage frozen(Map<String, BuiltWheel> built) {
        BuiltWheel own = built.get(url);
        return own == null
                ? new PythonPackage(
                        name,
                        version,
                        PythonPackage.Origin.WHEEL,
                        Credentials.redacted(url),
                        sha256.isEmpty() ? "" : "sha256:" + sha256,
                        sha256,
                        List.of())
                : new PythonPackage(
                        name, version, own.origin(), own.from(), own.source(), own.sha256(), own.builtWith());
    }

    /** The line of a requirements file that asks for this file and no other. */
    String requirement() {
        return name + " @ " + url + (sha256.isEmpty() ? "" : "#sha256=" + sha256);
    }
}
