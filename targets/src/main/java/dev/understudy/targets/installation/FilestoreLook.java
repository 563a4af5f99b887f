package dev.understudy.targets.installation;

import dev.understudy.model.audit.AuditReport.Filestore;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files of a filestore against those that the database names. */
final class FilestoreLook {

    /** Not named by attachments: what Odoo's own garbage collection keeps. */
    private static final String CHECKLIST = "checklist";

    private final Set<String> present = new HashSet<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private final Map<String, Long> missingByModel = new HashMap<>();
    private final Set<String> named = new HashSet<>();
    private long bytes;
    private long missing;

    /**
     * Looks through a folder.
     *
     * @throws IOException when it cannot be read
     */
    FilestoreLook(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return directory.equals(folder.resolve(CHECKLIST))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = folder.relativize(file).toString();
                present.add(name);
                sizes.put(name, attributes.size());
                bytes += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** An attachment names a file. */
    void names(String file, String model) {
        named.add(file);
        if (!present.contains(file)) {
            missing++;
            missingByModel.merge(model.isEmpty() ? "-" : model, 1L, Long::sum);
        }
    }

    /** The result, once all were named. */
    Filestore result(String folder) {
        long orphaned = 0;
        long orphanedBytes = 0;
        for (String file : present) {
            if (!named.contains(file)) {
                orphaned++;
                orphanedBytes += sizes.getOrDefault(file, 0L);
            }
        }
        List<String> models = new ArrayList<>();
        missingByModel.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(10)
                .forEach(entry -> models.add(entry.getKey() + " (" + entry.getValue() + ")"));
        return new Filestore(folder, present.size(), bytes, named.size(), missing, models, orphaned, orphanedBytes);
    }
}
