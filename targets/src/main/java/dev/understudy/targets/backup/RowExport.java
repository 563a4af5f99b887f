package dev.understudy.targets.backup;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.postgres.DatedRows;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes rows of a database into a zip, a CSV per table, that its owner alone can read. */
public final class RowExport {

    private static final String PART = ".part";

    private RowExport() {}

    /**
     * Makes sure that it can be written.
     *
     * @throws dev.understudy.model.fault.FaultException {@code export.failed}
     */
    public static void require(Path zip) {
        try {
            directory(zip);
            Path part = zip.resolveSibling(zip.getFileName() + PART);
            Files.deleteIfExists(part);
            Files.createFile(part);
            Files.delete(part);
        } catch (IOException failure) {
            throw Fault.failed("export.failed", zip, failure).exception(failure);
        }
    }

    /**
     * Writes the zip whole, beside its place, and moves it there; one that is there is replaced.
     *
     * @param texts members by name
     * @throws dev.understudy.model.fault.FaultException {@code export.failed} when it cannot be written, {@code
     *     postgres.query-failed} when a table cannot be read; nothing is left then
     */
    public static void write(Path zip, DatedRows rows, List<DatedRows.Table> tables, Map<String, String> texts) {
        Path part = zip.resolveSibling(zip.getFileName() + PART);
        try {
            directory(zip);
            Files.deleteIfExists(part);
            try {
                content(part, rows, tables, texts);
                Files.move(part, zip, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException failure) {
            throw Fault.failed("export.failed", zip, failure).exception(failure);
        }
    }

    /**
     * Removes it, and what a kill left of it.
     *
     * @return whether nothing of it is there any more
     */
    public static boolean delete(Path zip) {
        boolean gone = true;
        for (Path file : List.of(zip, zip.resolveSibling(zip.getFileName() + PART))) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException stays) {
                gone &= Files.notExists(file);
            }
        }
        return gone;
    }

    private static void directory(Path zip) throws IOException {
        Files.createDirectories(
                Objects.requireNonNull(zip.getParent()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static void content(Path part, DatedRows rows, List<DatedRows.Table> tables, Map<String, String> texts)
            throws IOException {
        try (FileChannel file = FileChannel.open(
                        part,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                ZipOutputStream out =
                        new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16))) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                out.putNextEntry(new ZipEntry(text.getKey()));
                out.write(text.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
            for (DatedRows.Table table : tables) {
                out.putNextEntry(new ZipEntry(table.name().replaceAll("[^\\w.-]", "_") + ".csv"));
                rows.copy(table, new ZipMember(out));
                out.closeEntry();
            }
            out.finish();
            out.flush();
            file.force(true);
        }
    }
}
