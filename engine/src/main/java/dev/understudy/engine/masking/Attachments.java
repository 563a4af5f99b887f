package dev.understudy.engine.masking;

import dev.understudy.odoo.mask.Column;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Puts placeholders in place of what people attached: an image, a page, a text, each made once. */
final class Attachments {

    private static final String TABLE = "ir_attachment";

    private final List<Placeholder> placeholders = List.of(
            Placeholder.of("png", "image/png", "mimetype LIKE 'image/%'"),
            Placeholder.of("pdf", "application/pdf", "mimetype = 'application/pdf'"),
            Placeholder.of("txt", "text/plain", "true"));

    /** What stands in place of all attachments of a kind; they are told by the first condition that holds. */
    private static final class Placeholder {

        private final byte[] content;
        private final String checksum;
        private final String type;
        private final String condition;

        private Placeholder(byte[] content, String type, String condition) {
            this.content = content;
            this.checksum = sha1(content);
            this.type = type;
            this.condition = condition;
        }

        static Placeholder of(String extension, String type, String condition) {
            try (InputStream in = Attachments.class.getResourceAsStream("placeholder." + extension)) {
                if (in == null) {
                    throw new IllegalStateException("placeholder." + extension + " is missing");
                }
                return new Placeholder(in.readAllBytes(), type, condition);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** Where Odoo keeps it in its filestore. */
        String path() {
            return checksum.substring(0, 2) + "/" + checksum;
        }

        private static String sha1(byte[] content) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-1").digest(content));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every JDK has SHA-1", impossible);
            }
        }
    }

    static boolean in(List<Column> columns) {
        return columns.stream().anyMatch(column -> column.path().equals(TABLE + ".store_fname"));
    }

    /**
     * Replaces the contents in the database.
     *
     * @param kept the condition of those that stay
     * @return how many were replaced
     */
    long replace(Connection connection, String kept) throws SQLException {
        long replaced = 0;
        String others = "true";
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (Placeholder placeholder : placeholders) {
                String condition = "coalesce(" + placeholder.condition + ", false)";
                replaced += statement.executeLargeUpdate("UPDATE public." + TABLE + " SET store_fname = '"
                        + placeholder.path()
                        + "', checksum = '" + placeholder.checksum + "', file_size = " + placeholder.content.length
                        + ", mimetype = '" + placeholder.type + "', index_content = NULL, db_datas = NULL"
                        + " WHERE (" + kept + ") IS NOT TRUE AND type = 'binary' AND checksum IS DISTINCT FROM '"
                        + placeholder.checksum + "' AND " + condition + " AND " + others);
                others += " AND NOT " + condition;
            }
        }
        return replaced;
    }

    /**
     * Writes the placeholders into a filestore, and deletes all files that no attachment names any more.
     *
     * @param named the paths that attachments name
     * @return how many were deleted
     */
    long tidy(Path filestore, Set<String> named) {
        Set<String> wanted = new TreeSet<>(named);
        long[] deleted = {0};
        try {
            Files.createDirectories(filestore);
            Files.walkFileTree(filestore, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    // A link may lead anywhere, and Odoo makes none.
                    if (!attributes.isRegularFile()
                            || !wanted.contains(filestore.relativize(file).toString())) {
                        Files.delete(file);
                        deleted[0]++;
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            for (Placeholder placeholder : placeholders) {
                Path file = filestore.resolve(placeholder.path());
                if (named.contains(placeholder.path()) && !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(filestore.resolve(placeholder.path().substring(0, 2)));
                    Files.write(file, placeholder.content);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return deleted[0];
    }
}
