package dev.understudy.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Wheels of one Python module. */
final class Wheels {

    private Wheels() {}

    /** Writes one into a folder, asking for other packages. */
    static void write(Path folder, String name, String version, String code, String... requirements)
            throws IOException {
        Files.createDirectories(folder);
        String about = name + "-" + version + ".dist-info/";
        StringBuilder metadata =
                new StringBuilder("Metadata-Version: 2.1\nName: %s\nVersion: %s\n".formatted(name, version));
        for (String requirement : requirements) {
            metadata.append("Requires-Dist: ").append(requirement).append('\n');
        }
        try (OutputStream file = Files.newOutputStream(folder.resolve(name + "-" + version + "-py3-none-any.whl"));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            entry(zip, name + ".py", code + "\n");
            entry(zip, about + "METADATA", metadata.toString());
            entry(zip, about + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
            entry(zip, about + "RECORD", "");
        }
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
