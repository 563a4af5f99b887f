package dev.understudy.targets.backup;

import dev.understudy.model.text.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the members of a backup and remembers their checksums. Members may be larger than 4 GB (Zip64). */
final class BackupWriter implements AutoCloseable {

    static final int DUMP_LEVEL = 3;

    /** Most attachments are packed already. */
    static final int FILE_LEVEL = 1;

    private final FileChannel file;
    private final ZipOutputStream zip;
    private final SortedMap<String, String> sha256 = new TreeMap<>();

    BackupWriter(Path path) throws IOException {
        file = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16));
    }

    /** Writes a member's content. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    void member(String name, int level, Content content) throws IOException {
        if (!BackupZip.safe(name)) {
            throw new IOException("not a name for a member: " + name);
        }
        MessageDigest digest = Sha256.digest();
        zip.setLevel(level);
        zip.putNextEntry(new ZipEntry(name));
        content.to(new DigestOutputStream(new ZipMember(zip), digest));
        zip.closeEntry();
        sha256.put(name, HexFormat.of().formatHex(digest.digest()));
    }

    void text(String name, String text) throws IOException {
        member(name, DUMP_LEVEL, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    void file(String name, InputStream content) throws IOException {
        member(name, FILE_LEVEL, content::transferTo);
    }

    /** Adds the checksums and makes sure that all is on the disk. */
    void finish() throws IOException {
        text(BackupZip.CHECKSUMS, new Checksums(new TreeMap<>(sha256)).json());
        zip.finish();
        zip.flush();
        file.force(true);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
