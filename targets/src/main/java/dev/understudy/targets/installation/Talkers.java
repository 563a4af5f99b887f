package dev.understudy.targets.installation;

import dev.understudy.model.audit.AuditReport.Talker;
import dev.understudy.odoo.code.ModuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Installed modules, not Odoo's own, that may talk to the world. */
final class Talkers {

    private static final int MOST_FILES = 5000;
    private static final Set<String> LEFT_OUT = Set.of("tests", "migrations", "static", "node_modules", ".git");

    private Talkers() {}

    static List<Talker> among(Collection<ModuleFolders.Code> modules) {
        return modules.stream()
                .filter(code -> !code.core())
                .map(Talkers::read)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Talker> read(ModuleFolders.Code code) {
        Set<String> libraries = new TreeSet<>();
        Set<String> credentials = new TreeSet<>();
        try (Stream<Path> files = Files.walk(code.path())) {
            files.filter(file -> file.toString().endsWith(".py"))
                    .filter(file -> lookedAt(code.path().relativize(file)))
                    .limit(MOST_FILES)
                    .forEach(file -> {
                        String text = Place.text(file).orElse("");
                        libraries.addAll(ModuleSource.libraries(text));
                        credentials.addAll(ModuleSource.credentials(text));
                    });
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return Optional.empty();
        }
        return libraries.isEmpty() && credentials.isEmpty()
                ? Optional.empty()
                : Optional.of(new Talker(
                        code.path().getFileName().toString(),
                        new ArrayList<>(libraries),
                        new ArrayList<>(credentials),
                        Files.isRegularFile(code.path().resolve("data/neutralize.sql"))));
    }

    private static boolean lookedAt(Path file) {
        for (Path part : file) {
            if (LEFT_OUT.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
