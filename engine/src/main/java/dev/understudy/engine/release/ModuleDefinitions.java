package dev.understudy.engine.release;

import dev.understudy.odoo.data.Definitions;
import dev.understudy.odoo.manifest.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What the data files of a project's own modules say of each record, by external id. */
public final class ModuleDefinitions {

    private ModuleDefinitions() {}

    /** Of those of the modules that the catalog has code of the project for. */
    public static Map<String, String> of(ModuleCatalog catalog, Collection<String> modules) {
        Map<String, String> definitions = new LinkedHashMap<>();
        for (String module : modules) {
            if (catalog.own().contains(module)) {
                catalog.manifest(module)
                        .ifPresent(manifest -> catalog.folder(module)
                                .ifPresent(
                                        folder -> definitions.putAll(Definitions.of(module, files(manifest, folder)))));
            }
        }
        return definitions;
    }

    /** The ids of records that differ from one state of the code to the next; new ones are nobody's yet. */
    public static Set<String> redefined(Map<String, String> before, Map<String, String> after) {
        Set<String> redefined = new TreeSet<>();
        before.forEach((id, definition) -> {
            if (after.containsKey(id) && !Objects.equals(definition, after.get(id))) {
                redefined.add(id);
            }
        });
        return redefined;
    }

    private static Map<String, String> files(Manifest manifest, Path folder) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String name : manifest.data()) {
            Path file = folder.resolve(name).normalize();
            if (file.startsWith(folder) && Files.isRegularFile(file)) {
                files.put(name, text(file));
            }
        }
        return files;
    }

    /** Whatever bytes are in it: Odoo refuses what is not text. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
