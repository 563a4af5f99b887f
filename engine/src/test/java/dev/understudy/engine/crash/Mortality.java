package dev.understudy.engine.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The points at which a process may be killed. Fakes name one before and after each effect; a child that is told a
 * number ends itself with SIGKILL at the point of that number. Anywhere else points do nothing.
 */
public final class Mortality {

    private static @Nullable Path record;
    private static int killAt = -1;
    private static int passed;

    private Mortality() {}

    /** In a child: notes the points that are passed, and kills at one. */
    static synchronized void begin(Path file, int index) {
        record = file;
        killAt = index;
    }

    /** A point; may not return. */
    public static synchronized void point(String name) {
        if (record == null) {
            return;
        }
        try {
            Files.writeString(
                    record, name + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (passed++ == killAt) {
                new ProcessBuilder(
                                "kill",
                                "-9",
                                Long.toString(ProcessHandle.current().pid()))
                        .start();
                while (true) {
                    LockSupport.park();
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
