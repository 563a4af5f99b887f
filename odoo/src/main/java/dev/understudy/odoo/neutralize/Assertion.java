package dev.understudy.odoo.neutralize;

/**
 * Something that must hold before a copy may start.
 *
 * @param name stable: {@code mail-servers}
 * @param why what would happen otherwise, one sentence
 * @param query gives the offending rows, one text each; none when it holds. Needs {@link Harmless#PREPARATION} before
 *     it in the session. Never gives a secret's value
 */
public record Assertion(String name, String why, String query) {}
