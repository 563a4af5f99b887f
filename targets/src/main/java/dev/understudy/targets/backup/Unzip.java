package dev.understudy.targets.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/**
 * Reads zips that are not trusted. All throw {@code backup.damaged} and {@code backup.hostile}, before anything of the zip is
 * read.
 */
public final class Unzip {

    private Unzip() {}

    /** Whether a zip has a member of this name. */
    public static boolean has(Path file, String member) throws IOException {
        try (BackupZip zip = BackupZip.openAny(file)) {
            return zip.member(member).isPresent();
        }
    }

    /** The size of a member, unpacked. */
    public static long size(Path file, String member) throws IOException {
        try (BackupZip zip = BackupZip.openAny(file)) {
            return zip.member(member).map(ZipEntry::getSize).orElse(0L);
        }
    }

    /** The content of a member that is there. */
    public static InputStream member(Path file, String member) throws IOException {
        BackupZip zip = BackupZip.openAny(file);
        return new FilterInputStream(zip.read(zip.member(member).orElseThrow())) {
            @Override
            public void close() throws IOException {
                super.close();
                zip.close();
            }
        };
    }

    /** Unpacks what stands under {@code prefix}, all of it where that is empty, into a folder. */
    public static void under(Path file, String prefix, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (BackupZip zip = BackupZip.openAny(file)) {
            unpack(zip, prefix, folder);
        } catch (ZipException broken) {
            throw Verifier.damaged(file, String.valueOf(broken.getMessage()), broken);
        }
    }

    static void unpack(BackupZip zip, String prefix, Path folder) throws IOException {
        for (ZipEntry member : zip.members()) {
            if (member.getName().startsWith(prefix)) {
                Path file = folder.resolve(member.getName().substring(prefix.length()));
                Files.createDirectories(file.resolveSibling("."));
                try (InputStream content = zip.read(member)) {
                    Files.copy(content, file);
                }
            }
        }
    }
}
