package dev.understudy.targets.dump;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.backup.Backups;
import dev.understudy.targets.backup.Unzip;
import dev.understudy.targets.backup.Verified;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.LocalClusters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings anybody's dump, with its files, beside what is live. */
public final class Restores {

    private static final Duration LONG = Duration.ofHours(24);
    private static final String MANIFEST = "manifest.json";

    /** Of the files that are looked for in each of several filestores. */
    private static final int SAMPLE = 1000;

    private final LocalHost host;
    private final LocalClusters clusters;
    private final Backups backups;
    private final Parcels parcels;
    private final DumpLoader loader;

    public Restores(LocalHost host, LocalClusters clusters, Backups backups) {
        this.host = host;
        this.clusters = clusters;
        this.backups = backups;
        this.parcels = new Parcels(host, clusters.clientUser());
        this.loader = new DumpLoader(host);
    }

    /**
     * What is brought where.
     *
     * @param from a dump, or a zip, tar or folder with one
     * @param filestore where the files are; absent where they came along, or there are none
     * @param cluster runs
     * @param database made anew
     * @param files {@code DATA_DIR/filestore/DATABASE}, which is not there yet
     * @param owner {@code user:group} of the files; Understudy's own when absent
     * @param staging on the same disk; deleted at the end
     */
    public record Order(
            Path from,
            @Nullable Path filestore,
            Cluster cluster,
            String database,
            Path files,
            @Nullable String owner,
            Path staging) {}

    /**
     * What was brought.
     *
     * @param kind what the dump is, in a few words
     * @param notes what was left out or changed
     * @param verified of a zip that Odoo or Understudy wrote
     * @param attachments whose files were looked for
     * @param files how many there are in the filestore that came along
     */
    public record Restored(
            String kind, List<LoadNote> notes, Optional<Verified> verified, Attachments attachments, long files) {

        public Restored {
            notes = List.copyOf(notes);
        }
    }

    /** The text of {@code manifest.json} in a zip of Odoo; empty for all else. */
    public Optional<String> manifest(Path from) {
        try {
            boolean odoos = Files.isRegularFile(from) && zip(from) && Unzip.has(from, MANIFEST);
            return odoos ? Optional.of(backups.text(from, MANIFEST)) : Optional.empty();
        } catch (IOException broken) {
            throw unreadable(from, broken);
        }
    }

    /** What would be left out of an archive, as far as it can be told without loading it; nothing is told of others. */
    public List<LoadNote> look(Path from) {
        try {
            return parcels.isArchive(from) ? listed(from) : List.of();
        } catch (IOException broken) {
            throw unreadable(from, broken);
        }
    }

    private List<LoadNote> listed(Path from) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean folder = Files.isDirectory(from);
        Command list = clusters.program("pg_restore", folder ? List.of("--list", from.toString()) : List.of("--list"));
        try (InputStream in = folder ? InputStream.nullInputStream() : parcels.unpacked(from)) {
            if (!host.stream(list, in, out).succeeded()) {
                return List.of();
            }
        }
        LoadNotes notes = new LoadNotes();
        ArchiveToc.parse(out.toString(StandardCharsets.UTF_8)).note(notes);
        return notes.all();
    }

    private static RuntimeException unreadable(Path from, IOException broken) {
        return Fault.usage("dump.unreadable", from, String.valueOf(broken.getMessage()))
                .exception(broken);
    }

    /** What it is, in a few words. Throws {@code dump.not-there}, {@code dump.unknown}. */
    public String glance(Path from) {
        return parcels.glance(from);
    }

    /**
     * Restores; all of it or nothing. What a kill left half done is to be deleted with its volume, and begun again.
     *
     * @throws dev.understudy.model.fault.FaultException those of {@link Parcels#open} and {@link DumpLoader#load}, of {@link
     *     Backups#verify} for a zip of Odoo; {@code backup.disk-full}
     */
    public Restored restore(Order order, Consumer<String> progress) {
        if (host.exists(order.files())) {
            throw Fault.refused("volume.in-the-way", order.files()).exception();
        }
        return bring(order, progress);
    }

    /** The same, of a database alone: its files stand at their place already. */
    public Restored restoreToFiles(Order order, Consumer<String> progress) {
        return bring(order, progress);
    }

    /**
     * What stands in a cluster that runs, and was not brought by a dump.
     *
     * @param kind how it came, in a few words
     * @param files the filestore of the database
     */
    public Restored standing(String kind, Cluster cluster, String database, Path files) {
        try {
            List<Attachments.Stored> stored =
                    Attachments.stored(clusters.database(cluster, database).reader());
            return new Restored(
                    kind,
                    List.of(),
                    Optional.empty(),
                    Attachments.of(stored, name -> Files.isRegularFile(files.resolve(name))),
                    count(files));
        } catch (IOException broken) {
            throw unreadable(files, broken);
        }
    }

    private Restored bring(Order order, Consumer<String> progress) {
        host.delete(order.staging());
        try {
            Optional<Verified> verified = verified(order.from());
            needRoom(order, verified);
            Parcel parcel = parcels.open(order.from(), order.filestore(), order.staging());
            progress.accept(
                    "found: " + parcel.dump().shown() + ", " + (parcel.dump().bytes() >> 20) + " MB");
            List<LoadNote> notes = loader.load(
                    parcel.dump(), clusters.dumpHost(order.cluster(), order.database()), order.staging(), progress);
            List<Attachments.Stored> stored = Attachments.stored(
                    clusters.database(order.cluster(), order.database()).reader());
            Optional<Path> filestore = best(parcel.filestores(), stored);
            if (filestore.isPresent()) {
                place(filestore.get(), parcel.unpacked(), order);
            }
            return new Restored(
                    parcel.dump().shown(),
                    notes,
                    verified,
                    Attachments.of(
                            stored, name -> Files.isRegularFile(order.files().resolve(name))),
                    count(order.files()));
        } catch (IOException broken) {
            throw unreadable(order.from(), broken);
        } finally {
            host.delete(order.staging());
        }
    }

    /**
     * Loads the database alone of a zip of Odoo or Understudy into a cluster that runs, as {@link #restore} does.
     *
     * @param staging on the same disk; deleted at the end
     * @return what was left out or changed
     * @throws dev.understudy.model.fault.FaultException {@code backup.disk-full}, those of {@link DumpLoader#load}
     */
    public List<LoadNote> load(Path zip, Cluster cluster, String database, Path staging, Consumer<String> progress) {
        try {
            Dump dump = parcels.inZip(zip);
            needRoom(staging, 2 * dump.bytes());
            return loader.load(dump, clusters.dumpHost(cluster, database), staging, progress);
        } catch (IOException broken) {
            throw unreadable(zip, broken);
        } finally {
            host.delete(staging);
        }
    }

    /** What Odoo or Understudy wrote is read through before anything of it is loaded. */
    private Optional<Verified> verified(Path from) throws IOException {
        boolean odoos = Files.isRegularFile(from) && zip(from) && Unzip.has(from, MANIFEST);
        return odoos ? Optional.of(backups.verify(from)) : Optional.empty();
    }

    private static boolean zip(Path from) throws IOException {
        byte[] start = Compression.start(from, 4);
        return start.length == 4 && start[0] == 'P' && start[1] == 'K';
    }

    private void needRoom(Order order, Optional<Verified> verified) throws IOException {
        long needed = verified.map(Verified::bytes).orElse(0L);
        if (verified.isEmpty()) {
            needed = size(order.from()) + (order.filestore() == null ? 0 : size(order.filestore()));
        }
        needRoom(order.staging(), needed);
    }

    private static void needRoom(Path staging, long needed) throws IOException {
        Path folder = staging.resolveSibling(".");
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed) {
            throw Fault.refused("backup.disk-full", folder, needed >> 20, free >> 20)
                    .exception();
        }
    }

    /** Bytes that a file or folder takes; nothing where there is none. */
    public long size(Path path) {
        if (!host.exists(path)) {
            return 0;
        }
        String line = host.require(
                        Command.of("du", "-sL", "--block-size=1", "--", path).within(LONG))
                .out();
        return Long.parseLong(line.substring(0, line.indexOf('\t')));
    }

    /** The filestore that has most of the files. */
    private static Optional<Path> best(List<Path> filestores, List<Attachments.Stored> stored) {
        return filestores.stream()
                .max(Comparator.comparingLong(filestore -> stored.stream()
                        .limit(SAMPLE)
                        .filter(one -> Files.exists(filestore.resolve(one.file())))
                        .count()));
    }

    private void place(Path filestore, boolean ours, Order order) {
        Path fresh = order.files().resolveSibling(".restoring-" + order.files().getFileName());
        host.delete(fresh);
        host.require(Command.of("mkdir", "-p", "--", order.files().resolveSibling(".")));
        List<String> bring = new ArrayList<>(
                ours ? List.of("mv", "-T") : List.of("cp", "--recursive", "--no-dereference", "--reflink=auto", "-T"));
        bring.addAll(List.of("--", filestore.toString(), fresh.toString()));
        host.require(Command.of(bring).within(LONG));
        // A link leads to what may be somebody else's.
        host.require(Command.of("find", fresh, "-type", "l", "-delete").within(LONG));
        host.require(Command.of("chmod", "-R", "u=rwX,go=", "--", fresh).within(LONG));
        String owner = order.owner();
        if (owner != null) {
            host.require(Command.of("chown", "-R", owner, "--", fresh).within(LONG));
        }
        host.require(Command.of("mv", "-T", "--", fresh, order.files()));
    }

    private static long count(Path files) throws IOException {
        if (!Files.isDirectory(files)) {
            return 0;
        }
        try (var walk = Files.walk(files)) {
            return walk.filter(Files::isRegularFile).count();
        }
    }
}
