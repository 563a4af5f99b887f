package dev.understudy.targets.addons;

import dev.understudy.odoo.code.ModuleSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the files of a module tell of its talk with the world. Nothing of it is run.
 *
 * @param libraries of the network that it imports
 * @param credentials fields and parameters of it that are called as keys to a service are
 * @param neutralizes whether it brings statements that make a copy harmless
 */
public record ModuleTalk(List<String> libraries, List<String> credentials, boolean neutralizes) {

    /** Where Odoo looks for these statements in a module. */
    private static final String STATEMENTS = "data/neutralize.sql";

    private static final int MOST_FILES = 5000;
    private static final int LARGEST = 1 << 20;
    private static final Set<String> LEFT_OUT = Set.of("tests", "migrations", "static", "node_modules", ".git", "i18n");

    public ModuleTalk {
        libraries = List.copyOf(libraries);
        credentials = List.copyOf(credentials);
    }

    /** Of a module's folder; empty when nothing in it tells of any, or it cannot be read. */
    public static Optional<ModuleTalk> of(Path module) {
        Set<String> libraries = new TreeSet<>();
        Set<String> credentials = new TreeSet<>();
        try (Stream<Path> files = Files.walk(module)) {
            files.filter(file -> lookedAt(module.relativize(file)))
                    .filter(file ->
                            file.toString().endsWith(".py") || file.toString().endsWith(".xml"))
                    .limit(MOST_FILES)
                    .forEach(file -> {
                        String text = text(file);
                        if (file.toString().endsWith(".xml")) {
                            credentials.addAll(ModuleSource.parameters(text));
                        } else {
                            libraries.addAll(ModuleSource.libraries(text));
                            credentials.addAll(ModuleSource.credentials(text));
                        }
                    });
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
        return libraries.isEmpty() && credentials.isEmpty()
                ? Optional.empty()
                : Optional.of(new ModuleTalk(
                        new ArrayList<>(libraries),
                        new ArrayList<>(credentials),
                        Files.isRegularFile(module.resolve(STATEMENTS))));
    }

    private static boolean lookedAt(Path file) {
        for (Path part : file) {
            if (LEFT_OUT.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    private static String text(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
