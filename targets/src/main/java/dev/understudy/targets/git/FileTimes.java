package dev.understudy.targets.git;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Since when each file of a commit is what it is. Odoo names the bundles of its pages by the times of the files that are in
 * them: one that a release leaves as it was keeps its time, so that its bundle is not made anew, nor loaded by every browser.
 *
 * <p>A later commit has a later time, whatever its clock said: Odoo 14 looks at the latest of a bundle's times alone.
 */
final class FileTimes {

    /** What {@link HistoryCommands#changes} tells of each commit before the paths that it changes. */
    static final String FORMAT = "%x01%H %ct";

    private static final Pattern COMMIT = Pattern.compile("\u0001[0-9a-f]{40,64} ([0-9]{1,11})");

    private final Map<String, Long> seconds = new HashMap<>();

    /** Reads the commits that led to one, the oldest first. */
    static FileTimes read(Reader changes) {
        FileTimes times = new FileTimes();
        try (BufferedReader reader = new BufferedReader(changes)) {
            long now = 0;
            for (String word = word(reader); word != null; word = word(reader)) {
                Matcher commit = COMMIT.matcher(word);
                if (commit.matches()) {
                    now = Math.max(Long.parseLong(commit.group(1)), now + 1);
                } else {
                    // A line break comes before the first path of a commit.
                    times.seconds.put(word, now);
                    if (word.startsWith("\n")) {
                        times.seconds.put(word.substring(1), now);
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return times;
    }

    /** What comes before the next NUL; null at the end. */
    private static @Nullable String word(Reader reader) throws IOException {
        StringBuilder word = new StringBuilder();
        int next = reader.read();
        if (next < 0) {
            return null;
        }
        while (next > 0) {
            word.append((char) next);
            next = reader.read();
        }
        return word.toString();
    }

    /** Gives the files of a tree their times; one that is not known keeps its own, and where links lead nothing is touched. */
    void apply(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Long since = seconds.get(tree.relativize(file).toString());
                if (since != null && attributes.isRegularFile()) {
                    Files.setLastModifiedTime(file, FileTime.from(since, TimeUnit.SECONDS));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
