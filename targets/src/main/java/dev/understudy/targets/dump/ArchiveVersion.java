package dev.understudy.targets.dump;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which PostgreSQL an archive was made with. Its head names the versions of the server and of pg_dump, each as a string,
 * whatever else has changed in newer formats ({@code ReadHead} in {@code pg_backup_archiver.c}).
 */
final class ArchiveVersion {

    private static final Pattern VERSION = Pattern.compile("(?<![\\d.])(\\d{1,2})(?:\\.\\d+|devel|beta\\d|rc\\d)(?![\\d.])");

    private ArchiveVersion() {}

    /** The major version of pg_dump, e.g. {@code 17}; "a newer one" where it does not say. */
    static String of(byte[] head) {
        Matcher found = VERSION.matcher(new String(head, StandardCharsets.ISO_8859_1));
        int newest = 0;
        // The first two; what comes later may be anything.
        for (int i = 0; i < 2 && found.find(); i++) {
            newest = Math.max(newest, Integer.parseInt(found.group(1)));
        }
        return newest == 0 ? "a newer one" : Integer.toString(newest);
    }
}
