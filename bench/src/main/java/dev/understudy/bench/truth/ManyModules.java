package dev.understudy.bench.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts modules that nobody has into a repository, as many as most that people share hold. */
record ManyModules(int count) implements Code.Edit {

    private static final int FILES = 8;
    private static final int LANGUAGES = 14;

    @Override
    public void in(Path repository) throws IOException {
        for (int i = 0; i < count; i++) {
            Path module = repository.resolve("truth_unused_" + i);
            Files.createDirectories(module.resolve("models"));
            Files.createDirectories(module.resolve("views"));
            Files.createDirectories(module.resolve("i18n"));
            Files.writeString(
                    module.resolve("__manifest__.py"),
                    "{'name': 'Unused %d', 'version': '1.0', 'depends': ['base'], 'license': 'LGPL-3'}\n".formatted(i));
            Files.writeString(module.resolve("__init__.py"), "from . import models\n");
            for (int file = 0; file < FILES; file++) {
                Files.writeString(module.resolve("models/model_" + file + ".py"), model(i, file));
                Files.writeString(module.resolve("views/view_" + file + ".xml"), "<odoo>\n</odoo>\n".repeat(20));
            }
            for (int language = 0; language < LANGUAGES; language++) {
                Files.writeString(module.resolve("i18n/l" + language + ".po"), words());
            }
        }
    }

    private static String model(int module, int file) {
        return IntStream.range(0, 40)
                .mapToObj("    field_%d = fields.Char()\n"::formatted)
                .collect(Collectors.joining(
                        "",
                        "from odoo import fields, models\n\n\nclass Unused(models.Model):\n    _name = 'truth.unused.%d.%d'\n\n"
                                .formatted(module, file),
                        ""));
    }

    private static String words() {
        return IntStream.range(0, 150)
                .mapToObj(word -> "msgid \"word %d\"\nmsgstr \"palabra %d\"\n\n".formatted(word, word))
                .collect(Collectors.joining());
    }
}
