package dev.understudy.targets.dump;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what pg_restore says. Its workers write side by side, each line in pieces ({@code pg_restore: }, {@code error: }, the
 * rest), so that those of several may stand in one, and an error may follow another's entry. Of each entry that failed it names
 * the number once: that alone is relied on.
 */
final class RestoreWords extends OutputStream {

    private static final int LONGEST = 4000;
    private static final Pattern BEGINNING = Pattern.compile("^(pg_restore: |error: |warning: )*");
    private static final Pattern ENTRY = Pattern.compile("from TOC entry (\\d+);");
    private static final Pattern ERROR =
            Pattern.compile("(?:could not execute query: |COPY failed for table \"[^\"]*\": )(?:ERROR: +)?(.*)");

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Map<String, Long> weights;
    private final DoubleConsumer told;
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final Set<String> finished = new TreeSet<>();
    private final double all;
    private double done;
    private String entry = "";
    private String last = "";
    private boolean cutOff;
    private boolean unfinished;

    /**
     * @param weights how much of the work an entry is, by its number
     * @param told which part is done, from 0 to 1
     */
    RestoreWords(Map<String, Long> weights, DoubleConsumer told) {
        this.weights = weights;
        this.told = told;
        this.all =
                Math.max(1, weights.values().stream().mapToLong(Long::longValue).sum());
    }

    /** What failed, by the number of its entry; in what words, as far as that can be told. */
    Map<String, String> failures() {
        return failures;
    }

    String lastWords() {
        return last;
    }

    boolean cutOff() {
        return cutOff;
    }

    /** Whether a worker ended before its work. */
    boolean unfinished() {
        return unfinished;
    }

    @Override
    public void write(int b) {
        if (b == '\n') {
            line(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else if (line.size() < LONGEST) {
            line.write(b);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    private void line(String text) {
        Matcher beginning = BEGINNING.matcher(text);
        String said = beginning.find() ? text.substring(beginning.end()) : text;
        last = said.isEmpty() ? last : said;
        Matcher named = ENTRY.matcher(said);
        Matcher error = ERROR.matcher(said);
        if (named.find()) {
            entry = named.group(1);
            failures.putIfAbsent(entry, "");
        } else if (error.find()) {
            error(error.group(1), said);
        } else if (said.startsWith("finished item ") || said.startsWith("launching item ")) {
            String id = said.split(" ", 4)[2];
            if (said.startsWith("f") && finished.add(id)) {
                done += weights.getOrDefault(id, 0L);
                told.accept(done / all);
            }
        } else if (said.matches("(processing data for|creating) .*")) {
            done += all / Math.max(1, weights.size());
            told.accept(Math.min(1, done / all));
        } else if (text.contains("error: ")) {
            error(said, said);
        }
    }

    private void error(String why, String said) {
        cutOff |= ArchiveLoad.cutOff(why) && !said.contains("ERROR:");
        unfinished |= said.contains("worker process died");
        if (failures.getOrDefault(entry, "none").isEmpty()) {
            failures.put(entry, why);
        } else {
            failures.entrySet().stream()
                    .filter(failure -> failure.getValue().isEmpty())
                    .findFirst()
                    .ifPresent(failure -> failure.setValue(why));
        }
    }
}
