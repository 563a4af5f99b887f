package dev.understudy.targets.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;

/** Unpacks a zip that is not trusted. */
public final class Unzip {

    private Unzip() {}

    /**
     * Unpacks all of it into a folder.
     *
     * @throws dev.understudy.model.fault.FaultException {@code backup.damaged}, {@code backup.hostile}
     */
    public static void all(Path file, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (BackupZip zip = BackupZip.openAny(file)) {
            for (ZipEntry member : zip.members()) {
                Path unpacked = folder.resolve(member.getName());
                Files.createDirectories(unpacked.resolveSibling("."));
                try (InputStream content = zip.read(member)) {
                    Files.copy(content, unpacked);
                }
            }
        } catch (java.util.zip.ZipException broken) {
            throw Verifier.damaged(file, String.valueOf(broken.getMessage()), broken);
        }
    }
}
