package dev.understudy.targets.backup;

import dev.understudy.model.fault.Fault;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A backup file that is not trusted: names that lead outside, doubled members and bombs are refused before reading. */
final class BackupZip implements AutoCloseable {

    static final String DUMP = "dump.sql";
    static final String MANIFEST = "manifest.json";
    static final String FILESTORE = "filestore/";
    static final String OURS = "understudy/";
    static final String CHECKSUMS = OURS + "checksums.json";

    private static final int MOST_MEMBERS = 5_000_000;

    /** No real dump is packed this well; and a little one does no harm. */
    private static final long MOST_RATIO = 200;

    private static final long HARMLESS = 256L << 20;

    private final Path file;
    private final ZipFile zip;
    private final List<ZipEntry> members;

    private BackupZip(Path file, ZipFile zip, List<ZipEntry> members) {
        this.file = file;
        this.zip = zip;
        this.members = members;
    }

    /**
     * Opens a backup and looks at its table of contents.
     *
     * @throws dev.understudy.model.fault.FaultException {@code backup.damaged}, {@code backup.hostile},
     *     {@code backup.not-odoo}
     */
    static BackupZip open(Path file) throws IOException {
        return open(file, List.of(DUMP, MANIFEST));
    }

    /** As {@link #open(Path)}, whatever is in it. */
    static BackupZip openAny(Path file) throws IOException {
        return open(file, List.of());
    }

    private static BackupZip open(Path file, List<String> needed) throws IOException {
        ZipFile zip = zip(file);
        try {
            List<ZipEntry> members = Collections.list(zip.entries()).stream()
                    .map(ZipEntry.class::cast)
                    .filter(entry -> !entry.isDirectory())
                    .toList();
            check(file, members, needed);
            return new BackupZip(file, zip, members);
        } catch (RuntimeException refused) {
            zip.close();
            throw refused;
        }
    }

    private static ZipFile zip(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException broken) {
            throw Fault.usage("backup.damaged", file.getFileName(), String.valueOf(broken.getMessage()))
                    .exception(broken);
        }
    }

    private static void check(Path file, List<ZipEntry> members, List<String> wanted) throws IOException {
        if (members.size() > MOST_MEMBERS) {
            throw hostile(file, members.size() + " members");
        }
        Set<String> names = new HashSet<>();
        long unpacked = 0;
        long packed = 0;
        for (ZipEntry member : members) {
            if (!safe(member.getName())) {
                throw hostile(file, member.getName());
            }
            if (!names.add(member.getName())) {
                throw hostile(file, member.getName() + " (2)");
            }
            unpacked = Math.addExact(unpacked, Math.max(0, member.getSize()));
            packed += Math.max(0, member.getCompressedSize());
        }
        // Members that overlap count more than once.
        if (packed > Files.size(file) || (unpacked > HARMLESS && unpacked / Math.max(1, packed) > MOST_RATIO)) {
            throw hostile(file, unpacked + " / " + packed);
        }
        for (String needed : wanted) {
            if (!names.contains(needed)) {
                throw Fault.usage("backup.not-odoo", file.getFileName(), needed).exception();
            }
        }
    }

    private static RuntimeException hostile(Path file, String what) {
        return Fault.usage("backup.hostile", file.getFileName(), what).exception();
    }

    /** Whether a name stays inside wherever it is unpacked. */
    static boolean safe(String name) {
        if (name.isEmpty()
                || name.length() > 1000
                || name.startsWith("/")
                || name.matches("(?s).*[\\\\\\p{Cntrl}:].*")) {
            return false;
        }
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    List<ZipEntry> members() {
        return new ArrayList<>(members);
    }

    /** Bytes of all members, unpacked, as declared. */
    long bytes() {
        return members.stream().mapToLong(ZipEntry::getSize).sum();
    }

    Optional<ZipEntry> member(String name) {
        return members.stream().filter(member -> member.getName().equals(name)).findFirst();
    }

    /** The content of a member; reading fails past the size that was declared, and when the checksum does not fit. */
    InputStream read(ZipEntry member) throws IOException {
        return new FilterInputStream(zip.getInputStream(member)) {
            private long left = member.getSize();

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                left -= Math.max(0, read);
                if (left < 0 || (read < 0 && left > 0)) {
                    throw new ZipException(member.getName() + " is not as long as declared");
                }
                return read;
            }
        };
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
