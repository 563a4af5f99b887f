package dev.understudy.targets.backup;

import dev.understudy.odoo.dump.StoredFile;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a plain dump as it passes: which files its attachments name, and whether it came to its end. */
final class DumpScanner extends OutputStream {

    private static final Pattern COPY = Pattern.compile("COPY (?:public\\.)?ir_attachment \\((.*)\\) FROM stdin;");
    private static final String COMPLETE = "-- PostgreSQL database dump complete";
    private static final int LONGEST_LINE = 1 << 16;
    private static final int OUTSIDE = -1;

    private final Set<String> files = new TreeSet<>();
    private final SortedMap<String, Integer> elsewhere = new TreeMap<>();
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    private int wanted = OUTSIDE;
    private int column;
    private boolean complete;

    /** The {@code store_fname} of every attachment whose file is in the filestore. */
    Set<String> files() {
        return files;
    }

    /** How many attachments are kept in other storages, by what these are called. */
    SortedMap<String, Integer> elsewhere() {
        return elsewhere;
    }

    boolean complete() {
        return complete;
    }

    @Override
    public void write(int b) {
        if (b == '\n') {
            line();
        } else if (b == '\t' && wanted != OUTSIDE) {
            cell();
            column++;
        } else if (field.size() < LONGEST_LINE && (wanted == OUTSIDE || column == wanted || column == 0)) {
            field.write(b);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    private void line() {
        if (wanted == OUTSIDE) {
            String text = field.toString(StandardCharsets.UTF_8);
            complete |= text.equals(COMPLETE);
            Matcher copy = COPY.matcher(text);
            if (copy.matches()) {
                wanted = List.of(copy.group(1).split(", ")).indexOf("store_fname");
            }
        } else if (column == 0 && field.toString(StandardCharsets.UTF_8).equals("\\.")) {
            wanted = OUTSIDE;
        } else {
            cell();
        }
        field.reset();
        column = 0;
    }

    private void cell() {
        String text = field.toString(StandardCharsets.UTF_8);
        if (column == wanted && !text.equals("\\N") && !text.isEmpty()) {
            StoredFile.storage(text)
                    .ifPresentOrElse(storage -> elsewhere.merge(storage, 1, Integer::sum), () -> files.add(text));
        }
        field.reset();
    }
}
