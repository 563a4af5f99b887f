package dev.understudy.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The addons that come with the demo, packed beside this class: a base and, on top, what each release changes. */
final class SampleFiles {

    private static final String ROOT = "repositories";

    private SampleFiles() {}

    /**
     * Copies a layer over what is already in the folder.
     *
     * @param layer {@code sales/base}, {@code sales/release-1}…
     */
    static void copy(String layer, Path into) {
        URL root = Objects.requireNonNull(SampleFiles.class.getResource(ROOT), "the demo's repositories");
        try {
            URI uri = root.toURI();
            if (uri.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                    copyTree(jar.getPath(inside(uri), layer.split("/", -1)), into);
                }
            } else {
                copyTree(Path.of(uri).resolve(layer), into);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The path of {@code jar:file:/understudy-cli.jar!/path}. */
    private static String inside(URI jarEntry) {
        String entry = jarEntry.toString();
        return entry.substring(entry.lastIndexOf("!/") + 1);
    }

    private static void copyTree(Path from, Path into) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = into.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
