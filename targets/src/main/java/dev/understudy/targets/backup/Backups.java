package dev.understudy.targets.backup;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.ForeignFile;
import dev.understudy.targets.host.ForeignTree;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.GcHold;
import dev.understudy.targets.postgres.LocalClusters;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;

/** Portable backups, in the form that Odoo's own {@code db load} accepts; and their way back. */
public final class Backups {

    private static final Duration LONG = Duration.ofHours(24);

    private final LocalHost host;
    private final LocalClusters clusters;

    public Backups(LocalHost host, LocalClusters clusters) {
        this.host = host;
        this.clusters = clusters;
    }

    /**
     * Writes a backup of what is running: the database first and its files after it, with the filestore's garbage
     * collection held off. Read back and verified before it gets its name. On failure nothing is left.
     *
     * @throws dev.understudy.model.fault.FaultException {@code backup.disk-full}, {@code backup.dump-failed},
     *     {@code backup.file-missing}
     */
    public Verified write(BackupContent content, Path zip) {
        Path fresh = zip.resolveSibling("." + zip.getFileName() + ".writing");
        try {
            Files.createDirectories(fresh.toAbsolutePath().resolveSibling("."));
            Files.deleteIfExists(fresh);
            needRoom(content, fresh);
            fill(content, fresh);
            Verified verified = Verifier.verify(fresh);
            for (String name : verified.missingFiles()) {
                // A file that the source lacks too was lost long before; that is told, and no reason to have no backup.
                if (Files.exists(content.filestore().resolve(name))) {
                    throw Fault.failed("backup.file-missing", name).at(zip).exception();
                }
            }
            host.require(Command.of("mv", "-T", "--", fresh, zip));
            host.require(Command.of("sync", zip).within(LONG));
            return verified;
        } catch (IOException failure) {
            throw Fault.failed("backup.not-written", zip, String.valueOf(failure.getMessage()))
                    .exception(failure);
        } finally {
            host.delete(fresh);
        }
    }

    /**
     * Reads a backup through.
     *
     * @throws dev.understudy.model.fault.FaultException {@code backup.damaged}, {@code backup.hostile},
     *     {@code backup.not-odoo}
     */
    public Verified verify(Path zip) {
        return Verifier.verify(zip);
    }

    /** The text of a small member: {@code manifest.json}, or one under {@code understudy/}. */
    public String text(Path zip, String member) {
        try (BackupZip opened = BackupZip.open(zip)) {
            ZipEntry entry = opened.member(member)
                    .orElseThrow(() -> Fault.usage("backup.not-odoo", zip.getFileName(), member)
                            .exception());
            try (InputStream content = opened.read(entry)) {
                return new String(content.readNBytes(16 << 20), StandardCharsets.UTF_8);
            }
        } catch (IOException broken) {
            throw Verifier.damaged(zip, member, broken);
        }
    }

    /** Unpacks what stands under {@code understudy/} into a folder that is not there yet. */
    public void extractOurs(Path zip, Path folder) {
        try (BackupZip opened = BackupZip.open(zip)) {
            Files.createDirectories(folder);
            Unzip.unpack(opened, BackupZip.OURS, folder);
        } catch (IOException broken) {
            throw Verifier.damaged(zip, String.valueOf(broken.getMessage()), broken);
        }
    }

    private void needRoom(BackupContent content, Path fresh) throws IOException {
        long database = Long.parseLong(clusters.database(content.cluster(), content.database())
                .reader()
                .rows("SELECT pg_database_size(current_database())")
                .getFirst()
                .getFirst());
        long files = 0;
        if (host.exists(content.filestore())) {
            String line = host.require(Command.of("du", "-s", "--block-size=1", "--", content.filestore())
                            .within(LONG))
                    .out();
            files = Long.parseLong(line.substring(0, line.indexOf('\t')));
        }
        // A packed dump takes a fraction of the database, the indexes none at all.
        long needed = database / 2 + files + (64L << 20);
        long free =
                Files.getFileStore(fresh.toAbsolutePath().resolveSibling(".")).getUsableSpace();
        if (free < needed) {
            throw Fault.refused("backup.disk-full", fresh.resolveSibling("."), needed >> 20, free >> 20)
                    .exception();
        }
    }

    private void fill(BackupContent content, Path fresh) throws IOException {
        try (BackupWriter writer = new BackupWriter(fresh);
                GcHold hold = GcHold.of(
                        clusters.database(content.cluster(), content.database()).owner())) {
            writer.member(BackupZip.DUMP, BackupWriter.DUMP_LEVEL, out -> dump(content, out));
            writer.text(BackupZip.MANIFEST, content.manifest());
            filestore(content.filestore(), writer);
            hold.confirm();
            SortedMap<String, String> texts = new TreeMap<>(content.texts());
            for (String name : texts.keySet()) {
                writer.text(BackupZip.OURS + name, content.texts().getOrDefault(name, ""));
            }
            SortedMap<String, Path> files = new TreeMap<>(content.files());
            for (var file : files.entrySet()) {
                ours(file.getKey(), file.getValue(), writer);
            }
            writer.finish();
        }
    }

    private void dump(BackupContent content, OutputStream out) throws IOException {
        CommandResult result = host.stream(
                clusters.client(
                                content.cluster(),
                                "pg_dump",
                                List.of("--no-owner", "--no-privileges", "--", content.database()))
                        .within(LONG),
                null,
                out);
        if (!result.succeeded()) {
            throw Fault.failed(
                            "backup.dump-failed",
                            content.database(),
                            result.err().strip())
                    .exception();
        }
    }

    private static void filestore(Path folder, BackupWriter writer) throws IOException {
        // DATA_DIR/filestore/DATABASE, of which Odoo's user can replace all but the first.
        Path data = folder.resolveSibling("..").normalize();
        new ForeignTree(data).read(names(data.relativize(folder)), (name, bytes, content) -> {
            if (!name.startsWith("checklist/")) {
                writer.file(BackupZip.FILESTORE + name, content);
            }
        });
    }

    private static List<String> names(Path path) {
        return StreamSupport.stream(path.spliterator(), false)
                .map(Path::toString)
                .toList();
    }

    private void ours(String name, Path source, BackupWriter writer) throws IOException {
        if (!Files.isDirectory(source)) {
            try (InputStream content = Channels.newInputStream(ForeignFile.open(source))) {
                writer.file(BackupZip.OURS + name, content);
            }
            return;
        }
        writer.member(BackupZip.OURS + name + ".tar", BackupWriter.FILE_LEVEL, out -> {
            CommandResult result = host.stream(
                    Command.of("tar", "--create", "--file=-", "--directory=" + source, ".")
                            .within(LONG),
                    null,
                    out);
            if (!result.succeeded()) {
                throw new IOException(source + ": " + result.err().strip());
            }
        });
    }
}
