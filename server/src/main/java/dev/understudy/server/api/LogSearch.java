package dev.understudy.server.api;

import dev.understudy.targets.runtime.LogFiles;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Looks for words in a log and in what was rotated away of it; its latest bytes are read, whatever its size. */
public final class LogSearch {

    /** Lines that are told, the newest ones. */
    private static final int MOST = 500;

    /** Bytes that are read. */
    private static final long READ = 256L << 20;

    private LogSearch() {}

    /** The lines of a log that have some words, upper or lower case. */
    public static LogFound in(Path log, String words) {
        String sought = words.toLowerCase(Locale.ROOT);
        Deque<String> found = new ArrayDeque<>();
        long[] all = {0};
        new LogFiles(log)
                .end(
                        READ,
                        piece -> piece.lines().filter(line -> has(line, sought)).forEach(line -> {
                            all[0]++;
                            found.addLast(line);
                            if (found.size() > MOST) {
                                found.removeFirst();
                            }
                        }));
        return new LogFound(words, List.copyOf(found), all[0]);
    }

    private static boolean has(String line, String sought) {
        for (int at = 0; at <= line.length() - sought.length(); at++) {
            if (line.regionMatches(true, at, sought, 0, sought.length())) {
                return true;
            }
        }
        return false;
    }
}
