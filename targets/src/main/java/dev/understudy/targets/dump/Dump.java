package dev.understudy.targets.dump;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A dump of one database, as pg_dump writes it. */
public sealed interface Dump {

    /** What it is, in a few words. */
    String shown();

    /** Bytes, as they lie there. */
    long bytes();

    /**
     * In SQL.
     *
     * @param bytes as they lie there, packed or not
     */
    record Sql(String shown, long bytes, Opening opening) implements Dump {}

    /** In one of pg_dump's own formats, which pg_restore reads. */
    record Archive(String shown, long bytes, Path path, Format format) implements Dump {}

    /** A dump that can be read from its beginning more than once. */
    interface Opening {

        /**
         * Opens it at its beginning.
         *
         * @param packed is told how many bytes of what lies there were read
         */
        InputStream open(LongConsumer packed) throws IOException;
    }

    /** pg_dump's own formats. */
    enum Format {
        CUSTOM(true),
        DIRECTORY(true),
        TAR(false);

        private final boolean parallel;

        Format(boolean parallel) {
            this.parallel = parallel;
        }

        /** Whether several connections can restore it at once. */
        boolean parallel() {
            return parallel;
        }
    }
}
