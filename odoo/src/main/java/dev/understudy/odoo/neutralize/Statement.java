package dev.understudy.odoo.neutralize;

/**
 * One act of neutralization.
 *
 * @param name what it is about, for a log: {@code mail-servers}
 * @param sql complete, ending in a semicolon; runs on any database, and again
 */
public record Statement(String name, String sql) {}
