package dev.understudy.odoo.manifest;

/**
 * A manifest that cannot be read. Odoo itself leaves such a module out, at most with a line in its debug log.
 *
 * @param module the folder
 * @param fault what is wrong, and on which line
 */
public record BrokenManifest(String module, LiteralFault fault) implements ManifestReading {}
