package dev.understudy.model.audit;

/**
 * What to look at. All empty: whatever runs here.
 *
 * @param configuration an {@code odoo.conf}
 * @param dump a file or folder
 * @param database {@code postgresql://user@host:port/name}, without a password
 * @param filestore a folder of it, where it cannot be found by itself
 * @param reader the language of faults, as {@code es}
 */
public record AuditOrder(String configuration, String dump, String database, String filestore, String reader) {}
