package dev.understudy.bench.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Releases that were really made: what a list of {@code bench/truth} says.
 *
 * @param series of Odoo
 * @param modules of Odoo itself that production has beside those of the list
 * @param packages of the Python index, each with its versions from the oldest on; one with fewer versions than there are
 *     steps stays at its last
 * @param requirements packages of Python that the addons import without asking for them
 * @param repositories of git, each as it was on some days
 */
record History(
        String series,
        List<String> modules,
        Map<String, List<String>> packages,
        List<String> requirements,
        List<DatedRepository> repositories) {

    History {
        modules = List.copyOf(modules);
        requirements = List.copyOf(requirements);
        repositories = List.copyOf(repositories);
    }

    /**
     * A repository with its real history.
     *
     * @param path where git finds it
     * @param dates of its states, from the oldest on; git reads them
     * @param modules that production has of it
     */
    record DatedRepository(String name, String path, String branch, List<String> dates, List<String> modules) {

        DatedRepository {
            dates = List.copyOf(dates);
            modules = List.copyOf(modules);
        }
    }

    /** Reads a list. Throws {@link IllegalArgumentException} with what is wrong. */
    static History read(Path file) throws IOException {
        Object root = new Load(LoadSettings.builder().setLabel(file.toString()).build())
                .loadFromString(Files.readString(file));
        Map<?, ?> map = map(root, file.toString());
        Map<String, List<String>> packages = new LinkedHashMap<>();
        if (map.containsKey("packages")) {
            map(map.get("packages"), "packages")
                    .forEach((name, versions) -> packages.put(String.valueOf(name), texts(versions)));
        }
        List<DatedRepository> repositories = new ArrayList<>();
        if (map.get("repositories") instanceof List<?> list) {
            list.forEach(one -> repositories.add(repository(map(one, "repositories"))));
        }
        if (packages.isEmpty() && repositories.isEmpty()) {
            throw new IllegalArgumentException(file + " has neither packages nor repositories");
        }
        return new History(
                String.valueOf(map.get("series")),
                texts(map.get("modules")),
                packages,
                texts(map.get("requirements")),
                repositories);
    }

    /** How many states there are; the first is what production begins with. */
    int states() {
        int longest = packages.values().stream().mapToInt(List::size).max().orElse(1);
        return Math.max(
                longest,
                repositories.stream().mapToInt(one -> one.dates().size()).max().orElse(1));
    }

    /** The version of each package in a state. */
    Map<String, String> versions(int state) {
        Map<String, String> versions = new LinkedHashMap<>();
        packages.forEach((name, all) -> versions.put(name, all.get(Math.min(state, all.size() - 1))));
        return versions;
    }

    private static DatedRepository repository(Map<?, ?> map) {
        return new DatedRepository(
                String.valueOf(map.get("name")),
                String.valueOf(map.get("path")),
                String.valueOf(map.get("branch")),
                texts(map.get("dates")),
                texts(map.get("modules")));
    }

    private static Map<?, ?> map(Object value, String where) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(where + " is not a mapping");
    }

    private static List<String> texts(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
