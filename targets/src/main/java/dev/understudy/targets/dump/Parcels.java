package dev.understudy.targets.dump;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.backup.Unzip;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.LocalHost;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells what somebody brought by its content, never by its name: zips of Odoo and of Odoo.sh, pg_dump's four formats,
 * packed or not, and folders or tars with a dump and a filestore in them.
 */
public final class Parcels {

    private static final Duration LONG = Duration.ofHours(24);
    private static final int START = 64 << 10;
    private static final int TAR_MAGIC = 257;
    private static final String TOC = "toc.dat";
    private static final String SQL = "dump.sql";
    private static final String FILESTORE = "filestore/";

    private final LocalHost host;
    private final @Nullable String user;

    /** @param user reads and unpacks what strangers wrote; Understudy's own user when absent */
    public Parcels(LocalHost host, @Nullable String user) {
        this.host = host;
        this.user = user;
    }

    /** What the content of a file is. */
    private enum Content {
        ZIP,
        TAR,
        TAR_ARCHIVE,
        CUSTOM_ARCHIVE,
        SQL,
        UNKNOWN
    }

    /**
     * What it is, in a few words, without unpacking it.
     *
     * @throws dev.understudy.model.fault.FaultException {@code dump.not-there}, {@code dump.unknown}
     */
    public String glance(Path from) {
        try {
            Path real = real(from);
            if (Files.isDirectory(real)) {
                return Files.exists(real.resolve(TOC)) ? "pg_dump's directory format" : "a folder";
            }
            Compression packed = Compression.of(Compression.start(real, 16));
            Content content = content(real, packed);
            if (content == Content.UNKNOWN) {
                throw Fault.usage("dump.unknown", from).exception();
            }
            return named(content, packed);
        } catch (IOException broken) {
            throw Fault.usage("dump.unreadable", from, String.valueOf(broken.getMessage()))
                    .exception(broken);
        }
    }

    /** Whether it is in one of pg_dump's own formats, and nothing besides. */
    boolean isArchive(Path from) throws IOException {
        Path real = real(from);
        if (Files.isDirectory(real)) {
            return Files.exists(real.resolve(TOC));
        }
        Content content = content(real, Compression.of(Compression.start(real, 16)));
        return content == Content.CUSTOM_ARCHIVE || content == Content.TAR_ARCHIVE;
    }

    /** What a file holds, unpacked. */
    InputStream unpacked(Path file) throws IOException {
        return Compression.of(Compression.start(file, 16)).unpacked(Files.newInputStream(file), host, user);
    }

    /**
     * Opens what was brought.
     *
     * @param filestore a folder, tar or zip with the files; absent where they came along, or there are none
     * @param staging a folder for what has to be unpacked; all of it may be deleted afterwards
     * @throws dev.understudy.model.fault.FaultException {@code dump.not-there}, {@code dump.unknown}, {@code
     *     dump.unreadable}, {@code dump.several}, {@code dump.no-filestore}
     */
    public Parcel open(Path from, @Nullable Path filestore, Path staging) {
        try {
            folder(staging);
            Parcel parcel = parcel(real(from), staging);
            if (filestore == null) {
                return parcel;
            }
            Path files = files(real(filestore), staging.resolve("files"));
            List<Path> found = Filestores.in(files);
            if (found.isEmpty()) {
                throw Fault.usage("dump.no-filestore", filestore).exception();
            }
            return new Parcel(parcel.dump(), found, files.startsWith(staging), parcel.zip());
        } catch (EOFException cut) {
            throw Fault.usage("dump.cut-off").at(from).exception(cut);
        } catch (IOException broken) {
            throw Fault.usage("dump.unreadable", from, String.valueOf(broken.getMessage()))
                    .exception(broken);
        }
    }

    private static Path real(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw Fault.usage("dump.not-there", path).exception();
        }
        return path.toRealPath();
    }

    private Path files(Path from, Path unpacked) throws IOException {
        if (Files.isDirectory(from)) {
            return from;
        }
        Compression packed = Compression.of(Compression.start(from, 16));
        switch (content(from, packed)) {
            case ZIP -> Unzip.under(from, "", unpacked);
            case TAR -> untar(from, packed, unpacked);
            default -> throw Fault.usage("dump.no-filestore", from).exception();
        }
        return unpacked;
    }

    private Parcel parcel(Path from, Path staging) throws IOException {
        if (Files.isDirectory(from)) {
            return inFolder(from, staging, false);
        }
        Compression packed = Compression.of(Compression.start(from, 16));
        Content content = content(from, packed);
        return switch (content) {
            case ZIP -> zip(from, staging);
            case TAR -> {
                Path unpacked = staging.resolve("unpacked");
                untar(from, packed, unpacked);
                yield inFolder(unpacked, staging, true);
            }
            case TAR_ARCHIVE, CUSTOM_ARCHIVE, SQL -> new Parcel(dump(from, packed, content, staging), List.of(), false, Optional.empty());
            case UNKNOWN -> throw Fault.usage("dump.unknown", from).exception();
        };
    }

    /** Of Odoo's own and of Understudy's, the dump is read where it is. */
    private Parcel zip(Path from, Path staging) throws IOException {
        Path unpacked = staging.resolve("unpacked");
        if (Unzip.has(from, SQL)) {
            Unzip.under(from, FILESTORE, unpacked);
            return new Parcel(inZip(from), Filestores.in(unpacked), true, Optional.of(from));
        }
        Unzip.under(from, "", unpacked);
        give(unpacked);
        return inFolder(unpacked, staging, true);
    }

    /** The dump in a zip of Odoo or Understudy. */
    Dump inZip(Path zip) throws IOException {
        return new Dump.Sql("a zip", Unzip.size(zip, SQL), read -> new Counted(Unzip.member(zip, SQL), read));
    }

    private Parcel inFolder(Path folder, Path staging, boolean ours) throws IOException {
        List<Path> dumps = dumps(folder);
        if (dumps.isEmpty()) {
            throw Fault.usage("dump.unknown", folder).exception();
        }
        if (dumps.size() > 1) {
            throw Fault.usage(
                            "dump.several",
                            folder,
                            String.join(
                                    ", ",
                                    dumps.stream()
                                            .map(one -> folder.relativize(one).toString())
                                            .toList()))
                    .exception();
        }
        Path found = dumps.getFirst();
        List<Path> filestores = Filestores.in(folder);
        if (found.endsWith(TOC)) {
            Path directory = found.resolveSibling("").toAbsolutePath().normalize();
            return new Parcel(
                    new Dump.Archive(
                            "pg_dump's directory format",
                            size(directory),
                            readable(directory, directory.resolve(TOC), staging),
                            Dump.Format.DIRECTORY),
                    filestores,
                    ours,
                    Optional.empty());
        }
        Compression packed = Compression.of(Compression.start(found, 16));
        return new Parcel(dump(found, packed, content(found, packed), staging), filestores, ours, Optional.empty());
    }

    /** Dumps in a folder: that in directory format alone, where there is one. */
    private List<Path> dumps(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder, 3)) {
            files = walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !folder.relativize(file).toString().matches("(.*/)?([0-9a-f]{2}|understudy)/.*"))
                    .sorted()
                    .toList();
        }
        List<Path> directories = files.stream().filter(file -> file.endsWith(TOC)).toList();
        if (!directories.isEmpty()) {
            return directories;
        }
        List<Path> dumps = new ArrayList<>();
        for (Path file : files) {
            Compression packed = Compression.of(Compression.start(file, 16));
            switch (content(file, packed)) {
                case SQL, CUSTOM_ARCHIVE, TAR_ARCHIVE -> dumps.add(file);
                case ZIP, TAR, UNKNOWN -> {}
            }
        }
        return dumps;
    }

    private Dump dump(Path file, Compression packed, Content content, Path staging) throws IOException {
        String shown = named(content, packed);
        if (content == Content.SQL) {
            return new Dump.Sql(
                    shown,
                    Files.size(file),
                    read -> packed.unpacked(new Counted(Files.newInputStream(file), read), host, user));
        }
        Path plain = file;
        if (packed != Compression.NONE) {
            plain = staging.resolve("dump");
            try (InputStream in = packed.unpacked(Files.newInputStream(file), host, user);
                    OutputStream out = Files.newOutputStream(plain)) {
                in.transferTo(out);
            }
            give(plain);
        }
        if (content == Content.TAR_ARCHIVE) {
            refuseCutOff(plain);
        }
        return new Dump.Archive(
                shown,
                Files.size(plain),
                readable(plain, plain, staging),
                content == Content.TAR_ARCHIVE ? Dump.Format.TAR : Dump.Format.CUSTOM);
    }

    /** pg_restore takes the rows of a tar that is cut off for all of them, and says nothing. */
    private void refuseCutOff(Path tar) throws IOException {
        try (InputStream in = Files.newInputStream(tar)) {
            Command list = Command.of("tar", "--list", "--file=-").as(user).within(LONG);
            if (!host.stream(list, in, OutputStream.nullOutputStream()).succeeded()) {
                throw Fault.usage("dump.cut-off").at(tar).exception();
            }
        }
    }

    /** Where pg_restore, which runs as nobody in particular, can read it. */
    private Path readable(Path archive, Path probe, Path staging) {
        if (host.run(Command.of("test", "-r", probe).as(user)).succeeded()) {
            return archive;
        }
        Path copy = staging.resolve("archive");
        host.require(Command.of("cp", "-a", "--reflink=auto", "-T", "--", archive, copy).within(LONG));
        give(copy);
        return copy;
    }

    private void untar(Path from, Compression packed, Path unpacked) throws IOException {
        folder(unpacked);
        try (InputStream in = packed.unpacked(Files.newInputStream(from), host, user)) {
            CommandResult result = host.stream(
                    Command.of("tar", "--extract", "--file=-", "--no-same-owner", "--no-same-permissions", "--directory=" + unpacked)
                            .as(user)
                            .within(LONG),
                    in,
                    OutputStream.nullOutputStream());
            if (!result.succeeded()) {
                throw new IOException(result.err().strip());
            }
        }
    }

    private void folder(Path folder) {
        // All that a company has may be in there.
        host.require(Command.of("install", "-d", "-m", "0700", "--", folder));
        give(folder);
    }

    private void give(Path path) {
        if (user != null) {
            host.require(
                    Command.of("chown", "-R", "-h", user + ":" + user, "--", path).within(LONG));
        }
    }

    private long size(Path folder) {
        String line = host.require(
                        Command.of("du", "-s", "--block-size=1", "--", folder).within(LONG))
                .out();
        return Long.parseLong(line.substring(0, line.indexOf('\t')));
    }

    private Content content(Path file, Compression packed) throws IOException {
        byte[] start;
        if (packed == Compression.NONE) {
            start = Compression.start(file, START);
        } else {
            byte[] some = Compression.start(file, 4 << 20);
            try (InputStream in = packed.unpacked(new ByteArrayInputStream(some), host, user)) {
                start = in.readNBytes(START);
            }
        }
        return content(start);
    }

    private static Content content(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("PK\u0003\u0004") || text.startsWith("PK\u0005\u0006")) {
            return Content.ZIP;
        }
        if (text.startsWith("PGDMP")) {
            return Content.CUSTOM_ARCHIVE;
        }
        if (text.startsWith("ustar", TAR_MAGIC)) {
            return text.startsWith(TOC + "\0") ? Content.TAR_ARCHIVE : Content.TAR;
        }
        if (text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff")) {
            throw Fault.usage("dump.utf16").exception();
        }
        return text.matches("(?is)(\\s|;|--[^\\n]*\\n|\u00ef\u00bb\u00bf|\\\\restrict [^\\n]*\\n)*"
                        + "(SET|CREATE|SELECT|BEGIN|ALTER|COPY|INSERT|DROP|GRANT|REVOKE|COMMENT)\\s.*")
                ? Content.SQL
                : Content.UNKNOWN;
    }

    private static String named(Content content, Compression packed) {
        String name = switch (content) {
            case ZIP -> "a zip";
            case TAR -> "a tar";
            case TAR_ARCHIVE -> "pg_dump's tar format";
            case CUSTOM_ARCHIVE -> "pg_dump's custom format";
            case SQL -> "a dump in SQL";
            case UNKNOWN -> "unknown";
        };
        return packed == Compression.NONE ? name : name + ", packed with " + packed.name().toLowerCase(Locale.ROOT);
    }

    /** Tells how far a file was read. */
    private static final class Counted extends FilterInputStream {

        private final LongConsumer told;
        private long count;

        Counted(InputStream in, LongConsumer told) {
            super(in);
            this.told = told;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count += Math.max(0, read);
            told.accept(count);
            return read;
        }
    }
}
