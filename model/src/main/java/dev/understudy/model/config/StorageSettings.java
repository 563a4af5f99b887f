package dev.understudy.model.config;

/**
 * How volumes are kept.
 *
 * @param poolBytes the greatest size of the pool, where Understudy makes one
 * @param method how volumes are copied
 */
public record StorageSettings(long poolBytes, Method method) {

    public static final StorageSettings DEFAULT = new StorageSettings(100L << 30, Method.AUTO);

    /** How volumes are copied. */
    public enum Method {
        /** Shared extents where the disk or a pool can, else byte by byte. */
        AUTO,
        /** Shared extents, or nothing works. */
        REFLINK,
        /** Byte by byte. */
        COPY
    }
}
