package dev.understudy.targets.dump;

import dev.understudy.model.fault.Fault;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * PostgreSQL's names of encodings.
 *
 * @see <a href="https://www.postgresql.org/docs/current/multibyte.html">Character set support</a>
 */
final class Encodings {

    private static final Map<String, String> OTHERWISE = Map.of(
            "LATIN1", "ISO-8859-1",
            "LATIN2", "ISO-8859-2",
            "LATIN5", "ISO-8859-9",
            "LATIN9", "ISO-8859-15",
            "KOI8R", "KOI8-R",
            "KOI8U", "KOI8-U",
            "UTF8", "UTF-8",
            "UNICODE", "UTF-8",
            // Nobody said what it is; Odoo writes nothing else.
            "SQL_ASCII", "UTF-8");

    private Encodings() {}

    /** Throws {@code dump.encoding} for one that Java does not know. */
    static Charset charset(String name) {
        String known = name.toUpperCase(Locale.ROOT);
        String java = OTHERWISE.getOrDefault(known, known.replaceFirst("^WIN(\\d+)$", "windows-$1").replace("_", "-"));
        try {
            Charset charset = Charset.forName(java);
            return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
        } catch (IllegalArgumentException unknown) {
            throw Fault.refused("dump.encoding", name).exception(unknown);
        }
    }
}
