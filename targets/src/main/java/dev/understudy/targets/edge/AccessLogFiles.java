package dev.understudy.targets.edge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access log of an environment as Caddy keeps it: {@code ENV.access.log}, and what was rotated away of it,
 * {@code ENV.access-2026-11-21T12-30-00.000.log} with the moment of the rotation in UTC, packed with gzip soon after. Never
 * more of it than a line is kept in memory. What cannot be read is told to the service's log and passed over.
 */
final class AccessLogFiles implements AccessLog {

    private static final Logger LOG = LoggerFactory.getLogger(AccessLogFiles.class);
    private static final DateTimeFormatter ROTATED = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSS");
    private static final Pattern NAME = Pattern.compile("(?<environment>.+?)[.]access(-.+)?[.]log([.]gz)?");
    private static final String LINES = ".log";
    private static final String PACKED = ".log.gz";

    private final Path present;
    private final String rotated;
    private final Instant since;
    private @Nullable GrowingFile open;
    private boolean begun;

    /**
     * @param folder of the logs
     * @param since answers that ended before are not told
     */
    AccessLogFiles(Path folder, String environment, Instant since) {
        this.present = folder.resolve(environment + ".access" + LINES);
        this.rotated = environment + ".access-";
        this.since = since;
    }

    /** The environment whose log a file is, or was before a rotation; empty for any other file. */
    static Optional<String> environment(String file) {
        Matcher name = NAME.matcher(file);
        return name.matches() ? Optional.of(name.group("environment")) : Optional.empty();
    }

    @Override
    public void read(Consumer<AccessEntry> reader) {
        try {
            if (!begun) {
                begin(reader);
            }
            follow(reader);
        } catch (IOException unreadable) {
            LOG.warn("The access log {} cannot be read: {}", present, unreadable.toString());
        }
    }

    @Override
    public void close() {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException failure) {
            LOG.debug("{} cannot be closed", present, failure);
        }
    }

    /** What was rotated away, up to a moment at which the present file is open: a rotation meanwhile hides nothing. */
    private void begin(Consumer<AccessEntry> reader) throws IOException {
        NavigableMap<Instant, Path> older;
        do {
            close();
            older = older();
            open = opened().orElse(null);
        } while (!older.keySet().equals(older().keySet()));
        begun = true;
        for (Path file : older.tailMap(since, true).values()) {
            readWhole(file, reader);
        }
        if (open != null) {
            open.skip(line -> AccessEntry.of(line)
                    .filter(entry -> entry.ended().isBefore(since))
                    .isPresent());
        }
    }

    private void follow(Consumer<AccessEntry> reader) throws IOException {
        boolean more = true;
        while (more) {
            // Asked before it is read: what has been renamed is written no more.
            Optional<GrowingFile> next = open == null || !isPresent(open) ? opened() : Optional.empty();
            if (open != null) {
                open.read(line -> tell(line, reader));
            }
            if (next.isPresent()) {
                close();
                open = next.get();
            }
            more = next.isPresent();
        }
    }

    private boolean isPresent(GrowingFile file) throws IOException {
        try {
            return file.isAt(present);
        } catch (NoSuchFileException betweenTwo) {
            return true;
        }
    }

    private Optional<GrowingFile> opened() throws IOException {
        try {
            return Optional.of(GrowingFile.open(present));
        } catch (NoSuchFileException nothingYet) {
            return Optional.empty();
        }
    }

    private NavigableMap<Instant, Path> older() throws IOException {
        NavigableMap<Instant, Path> older = new TreeMap<>();
        Path folder = present.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return older;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.sorted().toList();
            // Unpacked before packed: while it is packed, both are there, and one of them is not whole.
            all.forEach(file -> rotation(file).ifPresent(moment -> older.putIfAbsent(moment, file)));
        }
        return older;
    }

    private Optional<Instant> rotation(Path file) {
        String name = file.getFileName().toString();
        if (!name.startsWith(rotated) || !(name.endsWith(LINES) || name.endsWith(PACKED))) {
            return Optional.empty();
        }
        String moment = name.substring(rotated.length(), name.lastIndexOf(LINES));
        try {
            return Optional.of(LocalDateTime.parse(moment, ROTATED).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException another) {
            return Optional.empty();
        }
    }

    private void readWhole(Path file, Consumer<AccessEntry> reader) {
        Path packed = file.resolveSibling(file.getFileName().toString().replaceFirst("[.]log([.]gz)?$", PACKED));
        try (InputStream in = Files.exists(file) ? stream(file) : stream(packed);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                tell(line, reader);
            }
        } catch (IOException unreadable) {
            LOG.warn("The access log {} cannot be read: {}", file, unreadable.toString());
        }
    }

    private static InputStream stream(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(PACKED) ? new GZIPInputStream(in) : in;
    }

    private void tell(String line, Consumer<AccessEntry> reader) {
        AccessEntry.of(line).filter(entry -> !entry.ended().isBefore(since)).ifPresent(reader);
    }
}
