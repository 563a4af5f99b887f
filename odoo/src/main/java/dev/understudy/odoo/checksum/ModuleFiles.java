package dev.understudy.odoo.checksum;

import java.util.Collection;
import java.util.Map;

/** The files of one module, wherever they are: a folder, a commit. */
public interface ModuleFiles {

    /** Paths relative to the module's folder, with slashes, in any order. */
    Collection<String> paths();

    /** The content of one of them. May throw {@link java.io.UncheckedIOException}. */
    byte[] content(String path);

    /** Files that are in memory. */
    static ModuleFiles of(Map<String, byte[]> files) {
        return new ModuleFiles() {
            @Override
            public Collection<String> paths() {
                return files.keySet();
            }

            @Override
            public byte[] content(String path) {
                byte[] content = files.get(path);
                if (content == null) {
                    throw new IllegalArgumentException("No such file: " + path);
                }
                return content;
            }
        };
    }
}
