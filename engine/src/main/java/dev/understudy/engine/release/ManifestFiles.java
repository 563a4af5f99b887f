package dev.understudy.engine.release;

import dev.understudy.odoo.manifest.Manifest;
import dev.understudy.odoo.manifest.ManifestReading;
import dev.understudy.targets.addons.AddonsFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads manifests, and each only once while its file stays what it is: Odoo brings six hundred, and they are asked for
 * while users wait. Keeps those that were asked for last.
 */
public final class ManifestFiles {

    private static final int KEPT = 4_000;

    private final Map<Path, Read> read = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Read> eldest) {
            return size() > KEPT;
        }
    };

    /** The manifest of a module in its folder. */
    synchronized ManifestReading read(String module, Path folder) {
        State state = State.of(AddonsFolders.manifestFile(folder));
        Read known = read.get(folder);
        if (known == null || !known.state().equals(state)) {
            known = new Read(state, Manifest.read(module, AddonsFolders.manifest(folder)));
            read.put(folder, known);
        }
        return known.manifest();
    }

    private record Read(State state, ManifestReading manifest) {}

    /**
     * What tells a file from the one that it was.
     *
     * @param file its number on the disk
     */
    private record State(String file, FileTime modified, long size) {

        static State of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new State(
                        String.valueOf(attributes.fileKey()), attributes.lastModifiedTime(), attributes.size());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
