package dev.understudy.model.release;

import java.util.Locale;
import java.util.Set;

/** What a file is to Odoo, from its path within a module. */
enum FileKind {
    MANIFEST,
    MIGRATION,
    STATIC,
    TEST,
    TRANSLATION,
    DOCUMENT,
    DATA,
    PYTHON,
    UNKNOWN;

    private static final Set<String> DATA_ENDINGS = Set.of("xml", "csv", "sql", "yml", "yaml");

    static FileKind of(String path) {
        String folder = path.contains("/") ? path.substring(0, path.indexOf('/')) : "";
        String name = path.substring(path.lastIndexOf('/') + 1);
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (path.equals("__manifest__.py") || path.equals("__openerp__.py")) {
            return MANIFEST;
        }
        return switch (folder) {
            case "migrations", "upgrades" -> MIGRATION;
            case "static" -> STATIC;
            case "tests" -> TEST;
            case "i18n", "i18n_extra" -> ending.equals("pot") ? DOCUMENT : TRANSLATION;
            case "readme", "doc", "docs" -> DOCUMENT;
            default -> {
                if (ending.equals("py")) {
                    yield PYTHON;
                }
                if (DATA_ENDINGS.contains(ending)) {
                    yield DATA;
                }
                boolean document = folder.isEmpty()
                        && (name.toUpperCase(Locale.ROOT).startsWith("README")
                                || name.toUpperCase(Locale.ROOT).startsWith("LICENSE")
                                || name.toUpperCase(Locale.ROOT).startsWith("CHANGELOG"));
                yield document ? DOCUMENT : UNKNOWN;
            }
        };
    }
}
