package dev.understudy.odoo.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What two occurrences of the same error share, from run to run and from release to release: no numbers, names of
 * records, line numbers or folders.
 *
 * @param level how bad
 * @param logger who said it
 * @param exception the type; empty when there is none
 * @param message the entry's and the exception's, with placeholders
 * @param frames the innermost of the traceback, without line numbers
 */
public record Fingerprint(LogLevel level, String logger, String exception, String message, List<String> frames) {

    private static final int FRAMES = 5;
    private static final int DIGITS = 16;

    public Fingerprint {
        frames = List.copyOf(frames);
    }

    /** The fingerprint of an entry. */
    public static Fingerprint of(LogEntry entry) {
        Traceback traceback = Traceback.of(entry);
        List<String> all = traceback.frames();
        String message =
                FailedQuery.of(entry).map(FailedQuery::comparable).orElseGet(() -> Placeholders.in(entry.message()));
        String cause = Placeholders.in(traceback.message());
        return new Fingerprint(
                entry.level(),
                entry.logger(),
                traceback.exception(),
                cause.isEmpty() ? message : message + " / " + cause,
                all.subList(Math.max(0, all.size() - FRAMES), all.size()));
    }

    /** 16 hexadecimal digits that stand for it. */
    public String id() {
        String whole = String.join("\n", level.name(), logger, exception, message, String.join("\n", frames));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
