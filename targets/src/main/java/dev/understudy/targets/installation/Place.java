package dev.understudy.targets.installation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file system that an Odoo sees: this machine's, or that of a container or another root. Links lead no further than
 * they do for that Odoo.
 *
 * @param root where its {@code /} stands for us
 */
record Place(Path root) {

    static final Place HERE = new Place(Path.of("/"));

    private static final int MOST_LINKS = 40;
    private static final int LARGEST_TEXT = 4 << 20;

    /** Where a path of that Odoo is for us, all links followed as it would follow them. */
    Path at(String path) {
        Path left = Path.of("/").resolve(path).normalize();
        if (root.equals(Path.of("/"))) {
            return left;
        }
        Path inner = Path.of("/");
        int links = 0;
        while (left.getNameCount() > 0) {
            Path next = inner.resolve(left.getName(0)).normalize();
            Path rest = left.getNameCount() > 1 ? left.subpath(1, left.getNameCount()) : Path.of("");
            Path outer = outer(next);
            if (Files.isSymbolicLink(outer) && links++ < MOST_LINKS) {
                try {
                    Path target = inner.resolve(Files.readSymbolicLink(outer))
                            .resolve(rest)
                            .normalize();
                    left = Path.of("/").relativize(target);
                    inner = Path.of("/");
                    continue;
                } catch (IOException gone) {
                    return outer;
                }
            }
            inner = next;
            left = rest.toString().isEmpty() ? Path.of("") : rest;
            if (left.toString().isEmpty()) {
                break;
            }
        }
        return outer(inner);
    }

    /** Where a path of that Odoo leads, all links followed, as it sees that; the path itself where nothing is there. */
    String real(String path) {
        if (!root.equals(Path.of("/"))) {
            return Path.of("/").resolve(root.relativize(at(path)).toString()).toString();
        }
        try {
            return Path.of(path).toRealPath().toString();
        } catch (IOException gone) {
            return path;
        }
    }

    /** Where a path without links is for us. */
    Path outer(Path inner) {
        return root.resolve(Path.of("/").relativize(inner).toString());
    }

    boolean isDirectory(String path) {
        return !path.isEmpty() && Files.isDirectory(at(path));
    }

    boolean isFile(String path) {
        return !path.isEmpty() && Files.isRegularFile(at(path));
    }

    /** The text of a file; nothing when it cannot be read. What is longer than any such file is cut. */
    Optional<String> text(String path) {
        return text(at(path));
    }

    static Optional<String> text(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(LARGEST_TEXT), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether something is there, be it a link to nowhere. */
    boolean exists(String path) {
        return Files.exists(at(path), LinkOption.NOFOLLOW_LINKS);
    }
}
