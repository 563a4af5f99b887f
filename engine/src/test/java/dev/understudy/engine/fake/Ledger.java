package dev.understudy.engine.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text file that stands for a database: {@code key=value} for what there is one of, other lines for rows. Each change
 * is a commit: wholly there, or not at all.
 */
record Ledger(Path file) {

    static Ledger in(Path pgdata) {
        return new Ledger(pgdata.resolve("database"));
    }

    String text() {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Optional<String> value(String key) {
        return text().lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst();
    }

    /** What follows a word in the lines that begin with it. */
    List<String> rows(String word) {
        return text().lines()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1))
                .toList();
    }

    void set(String key, String value) {
        List<String> lines = new ArrayList<>(
                text().lines().filter(line -> !line.startsWith(key + "=")).toList());
        lines.add(key + "=" + value);
        commit(lines);
    }

    /** Adds a row, once. */
    boolean add(String row) {
        List<String> lines = new ArrayList<>(text().lines().toList());
        if (lines.contains(row)) {
            return false;
        }
        lines.add(row);
        commit(lines);
        return true;
    }

    private void commit(List<String> lines) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, lines.stream().sorted().toList());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
