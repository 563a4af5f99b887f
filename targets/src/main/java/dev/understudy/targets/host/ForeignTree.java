package dev.understudy.targets.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a folder that a stranger writes in meanwhile, as Odoo's data: whatever he puts in the place of a file or
 * a folder, nothing is read that is not in there. Links and what else is no file are passed over.
 */
public final class ForeignTree {

    private static final LinkOption[] NO_LINKS = {LinkOption.NOFOLLOW_LINKS};

    private final Path top;
    private final @Nullable UserPrincipal owner;

    /** @param top whose own place no stranger can change */
    public ForeignTree(Path top) {
        this(top, null);
    }

    /**
     * One in a place that a stranger may have changed.
     *
     * @param owner whose the top must be: then it is none that he may not read himself
     */
    public ForeignTree(Path top, @Nullable UserPrincipal owner) {
        this.top = top;
        this.owner = owner;
    }

    /** Takes a file. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Takes one.
         *
         * @param name the path below the folder, with {@code /}
         * @param bytes its size
         * @param content closed afterwards
         */
        void file(String name, long bytes, InputStream content) throws IOException;
    }

    /**
     * Reads all files in a folder below the top, in the order of their names in each folder; none when it is not there.
     * Throws where one is replaced by something else while it is read, and where the top is another's.
     */
    public void read(List<String> folder, Reader reader) throws IOException {
        if (!Files.isDirectory(top, NO_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> opened = Files.newDirectoryStream(top)) {
            SecureDirectoryStream<Path> secure = secure(opened);
            requireOwner(secure);
            descend(secure, folder, reader);
        }
    }

    private void requireOwner(SecureDirectoryStream<Path> opened) throws IOException {
        UserPrincipal its =
                opened.getFileAttributeView(FileOwnerAttributeView.class).getOwner();
        if (owner != null && !its.equals(owner)) {
            throw new IOException(top + " belongs to " + its.getName() + ", not to " + owner.getName());
        }
    }

    private static void descend(SecureDirectoryStream<Path> in, List<String> folder, Reader reader) throws IOException {
        if (folder.isEmpty()) {
            files(in, "", reader);
            return;
        }
        Path name = Path.of(folder.getFirst());
        if (isFolder(in, name)) {
            try (SecureDirectoryStream<Path> next = in.newDirectoryStream(name, NO_LINKS)) {
                descend(next, folder.subList(1, folder.size()), reader);
            }
        }
    }

    private static void files(SecureDirectoryStream<Path> in, String prefix, Reader reader) throws IOException {
        List<Path> names = new ArrayList<>();
        in.forEach(entry -> names.add(entry.getFileName()));
        names.sort(null);
        for (Path name : names) {
            BasicFileAttributes seen = attributes(in, name);
            if (seen != null && seen.isDirectory()) {
                try (SecureDirectoryStream<Path> next = in.newDirectoryStream(name, NO_LINKS)) {
                    files(next, prefix + name + "/", reader);
                }
            } else if (seen != null && seen.isRegularFile()) {
                SeekableByteChannel channel = opened(in, name);
                if (channel != null) {
                    try (InputStream content = Channels.newInputStream(channel)) {
                        reader.file(prefix + name, seen.size(), content);
                    }
                }
            }
        }
    }

    private static @Nullable SeekableByteChannel opened(SecureDirectoryStream<Path> in, Path name) throws IOException {
        try {
            return in.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException vanished) {
            return null;
        }
    }

    private static boolean isFolder(SecureDirectoryStream<Path> in, Path name) throws IOException {
        BasicFileAttributes seen = attributes(in, name);
        return seen != null && seen.isDirectory();
    }

    private static @Nullable BasicFileAttributes attributes(SecureDirectoryStream<Path> in, Path name)
            throws IOException {
        try {
            return in.getFileAttributeView(name, BasicFileAttributeView.class, NO_LINKS)
                    .readAttributes();
        } catch (NoSuchFileException vanished) {
            return null;
        }
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> opened) throws IOException {
        if (opened instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        throw new IOException("this system does not read folders by what is opened");
    }
}
