package dev.understudy.model.config;

import dev.understudy.model.config.OdooSource.Debian;
import dev.understudy.model.config.OdooSource.Installed;
import dev.understudy.model.config.OdooSource.Origin;
import dev.understudy.model.fault.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code odoo}. */
final class OdooReader {

    static final List<String> KEYS =
            List.of("series", "from", "command", "addons", "packages", "modules", "languages", "options");

    /** Nothing is installed because it appeared in a repository. */
    private static final Map<String, String> GONE = Map.of("install_new", "config.install-new-gone");

    /** The series that Debian has a package of. */
    private static final Set<String> DEBIAN_SERIES = Set.of("14.0", "19.0");

    private static final Set<String> TO_COME = Set.of("source", "image");

    /** The keys that mean something with one way alone, and which. */
    private static final Map<String, From> ONLY_WITH =
            Map.of("command", From.COMMAND, "addons", From.COMMAND, "packages", From.DEBIAN);

    private OdooReader() {}

    /** What {@code from} may say. */
    private enum From {
        DEBIAN,
        COMMAND
    }

    static OdooSource read(Value value) {
        Section section = new Section(value, KEYS, GONE);
        String series = section.required("series", "series: \"19.0\"")
                .flatMap(text -> text.text(Forms.SERIES, "config.bad-series"))
                .orElse("");
        return new OdooSource(
                series,
                origin(section, series),
                texts(section, "modules", Forms.MODULE, "config.bad-module"),
                texts(section, "languages", Forms.LANGUAGE, "config.bad-language"),
                section.value("options").map(OdooOptionsReader::read).orElse(OdooOptions.NONE));
    }

    private static Origin origin(Section section, String series) {
        From from = section.value("from")
                .filter(value -> !ProjectReader.toCome(value, TO_COME, "debian, command"))
                .flatMap(value -> value.word(From.class))
                .orElse(From.DEBIAN);
        ONLY_WITH.forEach((key, with) -> {
            if (with != from) {
                section.key(key)
                        .ifPresent(at ->
                                at.problem(Fault.usage("config.only-with", "odoo." + key, "odoo.from: " + word(with))));
            }
        });
        return switch (from) {
            case DEBIAN -> debian(section, series);
            case COMMAND -> installed(section);
        };
    }

    private static Origin debian(Section section, String series) {
        if (!series.isEmpty() && !DEBIAN_SERIES.contains(series)) {
            section.value("series").ifPresent(value -> value.problem(Fault.usage("config.not-in-debian", series)));
        }
        return new Debian(texts(section, "packages", Forms.PACKAGE, "config.bad-package"));
    }

    private static Origin installed(Section section) {
        Optional<Value> command = section.required("command", "command: [/usr/bin/odoo]");
        Optional<Value> addons = section.required("addons", "addons: [/usr/lib/python3/dist-packages/odoo/addons]");
        command.ifPresent(ProjectReader::notEmpty);
        addons.ifPresent(ProjectReader::notEmpty);
        return new Installed(
                command.map(value -> value.texts(Forms.ARGUMENT, "config.bad-argument"))
                        .orElse(List.of()),
                addons.map(value -> value.list().stream()
                                .flatMap(element -> Forms.path(element).stream())
                                .toList())
                        .orElse(List.of()));
    }

    private static List<String> texts(Section section, String key, Pattern form, String code) {
        return section.value(key).map(value -> value.texts(form, code)).orElse(List.of());
    }

    private static String word(From from) {
        return from.name().toLowerCase(Locale.ROOT);
    }
}
