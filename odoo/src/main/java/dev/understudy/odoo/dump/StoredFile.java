package dev.understudy.odoo.dump;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The column {@code store_fname} of {@code ir_attachment}: {@code ab/abcdef..} in the filestore, as core writes it. Modules
 * that keep files elsewhere put the storage before it: {@code s3://bucket/key} ({@code attachment_s3}), {@code
 * CODE://path} ({@code fs_attachment}, whose code is the storage's).
 */
public final class StoredFile {

    private static final Pattern ELSEWHERE = Pattern.compile("([A-Za-z][\\w+.-]*)://.*", Pattern.DOTALL);

    private StoredFile() {}

    /** What the storage is called that keeps a file; empty for one in the filestore. */
    public static Optional<String> storage(String storeFname) {
        Matcher elsewhere = ELSEWHERE.matcher(storeFname);
        return elsewhere.matches() ? Optional.of(elsewhere.group(1)) : Optional.empty();
    }
}
