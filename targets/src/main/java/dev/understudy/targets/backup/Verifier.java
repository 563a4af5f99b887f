package dev.understudy.targets.backup;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** Reads a backup through: every member against its checksum, the dump to its end, every attachment's file. */
final class Verifier {

    private Verifier() {}

    static Verified verify(Path file) {
        try (BackupZip zip = BackupZip.open(file)) {
            return verify(zip);
        } catch (IOException broken) {
            throw damaged(file, String.valueOf(broken.getMessage()), broken);
        }
    }

    private static Verified verify(BackupZip zip) throws IOException {
        Optional<Checksums> checksums = checksums(zip);
        DumpScanner dump = new DumpScanner();
        Set<String> seen = new TreeSet<>();
        for (ZipEntry member : zip.members()) {
            String name = member.getName();
            seen.add(name);
            MessageDigest digest = Sha256.digest();
            OutputStream scanned = name.equals(BackupZip.DUMP) ? dump : OutputStream.nullOutputStream();
            try (InputStream content = zip.read(member);
                    OutputStream sink = new DigestOutputStream(scanned, digest)) {
                content.transferTo(sink);
            }
            if (checksums.isPresent() && !name.equals(BackupZip.CHECKSUMS)) {
                String actual = HexFormat.of().formatHex(digest.digest());
                if (!actual.equals(checksums.get().sha256().get(name))) {
                    throw damaged(zip.file(), name, null);
                }
            }
        }
        if (!dump.complete()) {
            throw damaged(zip.file(), BackupZip.DUMP, null);
        }
        if (checksums.isPresent() && !seen.containsAll(checksums.get().sha256().keySet())) {
            throw damaged(zip.file(), BackupZip.CHECKSUMS, null);
        }
        List<String> missing = dump.files().stream()
                .filter(name -> !seen.contains(BackupZip.FILESTORE + name))
                .toList();
        return new Verified(seen.size(), zip.bytes(), checksums.isPresent(), missing, dump.elsewhere());
    }

    private static Optional<Checksums> checksums(BackupZip zip) throws IOException {
        Optional<ZipEntry> member = zip.member(BackupZip.CHECKSUMS);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream content = zip.read(member.get())) {
            return Optional.of(Checksums.read(content));
        }
    }

    static RuntimeException damaged(Path file, String what, @Nullable Throwable cause) {
        Fault fault = Fault.usage("backup.damaged", file.getFileName(), what);
        return cause == null ? fault.exception() : fault.exception(cause);
    }
}
