package dev.understudy.targets.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** One output stream of a command: the beginning and the end of it when it is long. */
final class Output {

    private final int half;
    private final StringBuilder head = new StringBuilder();
    private final StringBuilder tail = new StringBuilder();
    private long leftOut;

    Output(int limit) {
        this.half = limit / 2;
    }

    /** Reads to the end; a stream that breaks off counts as ended, the exit code tells the rest. */
    void readAll(InputStream stream) {
        char[] buffer = new char[8192];
        try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                add(buffer, read);
            }
        } catch (IOException broken) {
            String note = "\n[output broke off: " + broken.getMessage() + "]";
            add(note.toCharArray(), note.length());
        }
    }

    synchronized void add(char[] buffer, int length) {
        int toHead = Math.min(length, half - head.length());
        head.append(buffer, 0, toHead);
        tail.append(buffer, toHead, length - toHead);
        // Twice the room, so that cutting costs little.
        if (tail.length() > 2 * half) {
            cut();
        }
    }

    synchronized String text() {
        if (tail.length() > half) {
            cut();
        }
        return leftOut == 0 ? head.toString() + tail : head + "\n[" + leftOut + " characters left out]\n" + tail;
    }

    private void cut() {
        int excess = tail.length() - half;
        tail.delete(0, excess);
        leftOut += excess;
    }
}
