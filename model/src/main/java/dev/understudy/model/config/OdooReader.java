package dev.understudy.model.config;

import dev.understudy.model.config.OdooSource.Debian;
import dev.understudy.model.config.OdooSource.Installed;
import dev.understudy.model.config.OdooSource.Origin;
import dev.understudy.model.config.OdooSource.Source;
import dev.understudy.model.fault.Fault;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code odoo}. */
final class OdooReader {

    static final List<String> KEYS = List.of(
            "series",
            "from",
            "source",
            "enterprise",
            "deb",
            "command",
            "addons",
            "packages",
            "modules",
            "languages",
            "options");

    static final List<String> CODE_KEYS = List.of("url", "ref");
    static final List<String> PACKAGE_KEYS = List.of("file", "sha256");

    /** Nothing is installed because it appeared in a repository. */
    private static final Map<String, String> GONE = Map.of("install_new", "config.install-new-gone");

    private static final Set<String> TO_COME = Set.of("image");

    /** The keys that mean something with one way alone, and which. */
    private static final Map<String, Set<From>> ONLY_WITH = new TreeMap<>(Map.of(
            "command", EnumSet.of(From.COMMAND),
            "addons", EnumSet.of(From.COMMAND),
            "source", EnumSet.of(From.SOURCE),
            "enterprise", EnumSet.of(From.SOURCE),
            "deb", EnumSet.of(From.DEB),
            "packages", EnumSet.of(From.DEBIAN, From.SOURCE, From.DEB)));

    private OdooReader() {}

    /** What {@code from} may say. */
    private enum From {
        DEBIAN,
        SOURCE,
        DEB,
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
                .filter(value -> !ProjectReader.toCome(value, TO_COME, "debian, source, deb, command"))
                .flatMap(value -> value.word(From.class))
                .orElse(From.DEBIAN);
        ONLY_WITH.forEach((key, with) -> {
            if (!with.contains(from)) {
                section.key(key)
                        .ifPresent(at -> at.problem(
                                Fault.usage("config.only-with", "odoo." + key, "odoo.from: " + words(with))));
            }
        });
        return switch (from) {
            case DEBIAN -> debian(section, series);
            case SOURCE -> source(section, series);
            case DEB -> packaged(section);
            case COMMAND -> installed(section);
        };
    }

    private static Origin debian(Section section, String series) {
        if (!series.isEmpty() && !OdooSeries.inDebian(series)) {
            section.value("series").ifPresent(value -> value.problem(Fault.usage("config.not-in-debian", series)));
        }
        return new Debian(texts(section, "packages", Forms.PACKAGE, "config.bad-package"));
    }

    private static Origin source(Section section, String series) {
        List<Repository> code = new ArrayList<>();
        section.value("enterprise").ifPresent(value -> code.add(code(value, Repository.ENTERPRISE, series)));
        section.required("source", "source: { url: https://git.example/odoo.git }")
                .ifPresent(value -> code.add(code(value, Repository.ODOO, series)));
        return new Source(code, texts(section, "packages", Forms.PACKAGE, "config.bad-package"));
    }

    private static Repository code(Value value, String name, String series) {
        Section section = new Section(value, CODE_KEYS);
        String url = section.required("url", "url: https://git.example/" + name + ".git")
                .flatMap(ProjectReader::repositoryUrl)
                .orElse("");
        String ref = section.value("ref")
                .flatMap(text -> text.text(Forms.BRANCH, "config.bad-branch"))
                .orElse(series);
        return new Repository(name, url, Map.of(Project.PRODUCTION, ref));
    }

    /** What a release takes by default is the file that is named here. */
    private static Origin packaged(Section section) {
        List<Repository> code = new ArrayList<>();
        section.required("deb", "deb: { file: /srv/odoo_17.0.20240101_all.deb }")
                .ifPresent(value -> {
                    Section deb = new Section(value, PACKAGE_KEYS);
                    String file = deb.required("file", "file: /srv/odoo_17.0.20240101_all.deb")
                            .flatMap(text -> text.text(Forms.PACKAGE_FILE, "config.bad-package-file"))
                            .orElse("");
                    String sum = deb.value("sha256")
                            .flatMap(text -> text.text(Forms.SHA256, "config.bad-checksum"))
                            .orElse("");
                    if (sum.isEmpty() && file.startsWith("http")) {
                        value.problem(Fault.usage("config.package-without-checksum", file));
                    }
                    code.add(new Repository(
                            Repository.ODOO,
                            file,
                            Map.of(Project.PRODUCTION, sum.isEmpty() ? file : file + Repository.CHECKSUM + sum)));
                });
        return new Source(code, texts(section, "packages", Forms.PACKAGE, "config.bad-package"));
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

    private static String words(Set<From> ways) {
        return ways.stream().map(way -> way.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
    }
}
