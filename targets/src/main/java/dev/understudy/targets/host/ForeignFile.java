package dev.understudy.targets.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Function;

/**
 * A file in a folder that a stranger may write in, as a log of Odoo's: what was made there may be a link to a file that only
 * Understudy can read, or a pipe that nobody will ever write to.
 */
public final class ForeignFile {

    private static final int PART = 1 << 16;

    private ForeignFile() {}

    /**
     * Opens a file, and nothing else, at its beginning.
     *
     * @throws java.nio.file.NoSuchFileException when nothing is there
     * @throws IOException when it is no file
     */
    public static FileChannel open(Path file) throws IOException {
        // A pipe that is opened for both does not wait for anybody, and cannot be positioned.
        FileChannel opened =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            return opened.position(0);
        } catch (IOException noFile) {
            opened.close();
            throw noFile;
        }
    }

    /** Whether a file is there, and nothing else of that name. */
    public static boolean exists(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** The text of a file; of a longer one, its end. Bytes that are no UTF-8 are replaced. */
    public static String text(Path file, long most) throws IOException {
        try (FileChannel opened = open(file)) {
            opened.position(Math.max(0, opened.size() - most));
            InputStream in = Channels.newInputStream(opened);
            return new String(in.readNBytes((int) most), StandardCharsets.UTF_8);
        }
    }

    /** The text of a file without the bytes that are no UTF-8; nothing when it has more bytes than {@code most}. */
    public static Optional<String> whole(Path file, long most) throws IOException {
        try (FileChannel opened = open(file)) {
            if (opened.size() > most) {
                return Optional.empty();
            }
            Reader reader = reader(opened);
            StringBuilder text = new StringBuilder((int) opened.size());
            char[] part = new char[PART];
            for (int read = reader.read(part); read >= 0; read = reader.read(part)) {
                text.append(part, 0, read);
            }
            return Optional.of(text.toString());
        }
    }

    /** What a reader makes of a file of any length, without the bytes that are no UTF-8. */
    public static <T> T read(Path file, Function<Reader, T> reader) throws IOException {
        try (FileChannel opened = open(file)) {
            return reader.apply(reader(opened));
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static Reader reader(FileChannel opened) {
        return Channels.newReader(
                opened, StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.IGNORE), -1);
    }
}
