package dev.understudy.targets.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds filestores: folders with files in {@code ab/abcdef...}, whatever stands above them. */
final class Filestores {

    private static final int DEPTH = 4;

    private Filestores() {}

    /** Those in a folder, or the folder itself. */
    static List<Path> in(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        look(folder, DEPTH, found);
        return found;
    }

    private static void look(Path folder, int depth, List<Path> found) throws IOException {
        List<Path> folders;
        try (Stream<Path> children = Files.list(folder)) {
            folders = children.filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
        if (folders.stream().anyMatch(child -> child.getFileName().toString().matches("[0-9a-f]{2}"))) {
            found.add(folder);
            return;
        }
        for (Path child : depth == 0 ? List.<Path>of() : folders) {
            look(child, depth - 1, found);
        }
    }
}
