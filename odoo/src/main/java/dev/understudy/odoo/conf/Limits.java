package dev.understudy.odoo.conf;

/**
 * When a worker is recycled or ended.
 *
 * @param memorySoft bytes; the worker ends after the request
 * @param memoryHard bytes; allocation fails
 * @param timeCpu seconds of processor per request
 * @param timeReal seconds per request
 * @param timeRealCron seconds per cron job; 0 for no limit
 * @param requests per worker
 */
public record Limits(long memorySoft, long memoryHard, int timeCpu, int timeReal, int timeRealCron, int requests) {

    /** Odoo's own limits of memory, and times that let a long report end. */
    public static Limits defaults() {
        return new Limits(2048L << 20, 2560L << 20, 600, 1200, 3600, 65536);
    }
}
