package dev.understudy.engine.database;

import dev.understudy.targets.host.ForeignFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The log of an Odoo that ran once, to its end. It is in a folder of Odoo's own user: what runs there may have made it
 * endless, or something else than a log.
 */
public final class OdooLog {

    /** Bytes; of a longer log, its end. An update of all modules of a large Odoo logs a tenth of it. */
    private static final long LONGEST = 32L << 20;

    private OdooLog() {}

    /** What was logged; empty when there is no log. */
    public static Optional<String> text(Path log) {
        if (!ForeignFile.exists(log)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ForeignFile.text(log, LONGEST));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
