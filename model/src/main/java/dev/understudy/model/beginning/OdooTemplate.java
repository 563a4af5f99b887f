package dev.understudy.model.beginning;

import dev.understudy.model.config.OdooSeries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a new {@code understudy.yaml} says of Odoo.
 *
 * @param series as in the file
 * @param from {@code debian}, {@code source} or {@code command}
 * @param command the program and its first arguments; empty for one that Understudy gets
 * @param addons the folders of Odoo's own addons; empty for one that Understudy gets
 * @param modules that a new production has
 * @param languages that it loads besides English, as {@code es_ES}
 */
public record OdooTemplate(
        String series,
        String from,
        List<String> command,
        List<String> addons,
        List<String> modules,
        List<String> languages) {

    /** An Odoo that is installed already. */
    public static final String COMMAND = "command";

    /** Debian's package. */
    public static final String DEBIAN = "debian";

    /** Odoo's own code. */
    public static final String SOURCE = "source";

    private static final Path PACKAGED = Path.of("/usr/bin/odoo");
    private static final Path PACKAGED_ADDONS = Path.of("/usr/lib/python3/dist-packages/odoo/addons");

    public OdooTemplate {
        command = List.copyOf(command);
        addons = List.copyOf(addons);
        modules = List.copyOf(modules);
        languages = List.copyOf(languages);
    }

    /** One of which no modules are said yet. */
    public OdooTemplate(String series, String from, List<String> command, List<String> addons) {
        this(series, from, command, addons, List.of(), List.of());
    }

    /** One that Understudy gets by itself: Debian's package where there is one, else Odoo's own code. */
    public static OdooTemplate gotten(String series, List<String> modules, List<String> languages) {
        return new OdooTemplate(
                series, OdooSeries.inDebian(series) ? DEBIAN : SOURCE, List.of(), List.of(), modules, languages);
    }

    /** The command of a package that is installed here; empty where none is. */
    public static String installed() {
        return Files.isExecutable(PACKAGED) ? PACKAGED.toString() : "";
    }

    /** Where a command's own addons stand, as far as that can be seen: beside {@code odoo-bin}, or as packages put them. */
    public static List<String> addonsOf(List<String> command) {
        Path source =
                Path.of(command.getLast()).toAbsolutePath().resolveSibling(".").normalize();
        return Stream.of(source.resolve("addons"), source.resolve("odoo/addons"), PACKAGED_ADDONS)
                .filter(folder -> Files.isDirectory(folder.resolve("base")) || Files.isDirectory(folder.resolve("web")))
                .map(Path::toString)
                .toList();
    }

    /** The lines under {@code odoo:}. */
    String lines() {
        StringBuilder said = new StringBuilder("""
                  series: "%s"               # 14.0 to 20.0
                  from: %-21s # debian or source: Understudy gets it; command: an Odoo that is installed already
                """.formatted(series, from));
        if (from.equals(SOURCE)) {
            said.append("  source: { url: \"https://github.com/odoo/odoo.git\", ref: ")
                    .append(ProjectTemplate.quoted(series))
                    .append(" }\n");
        }
        line(said, "command", command);
        line(said, "addons", addons);
        line(said, "modules", modules);
        line(said, "languages", languages);
        return said.toString();
    }

    private static void line(StringBuilder said, String key, List<String> words) {
        if (!words.isEmpty()) {
            said.append("  ")
                    .append(key)
                    .append(": ")
                    .append(words.stream().map(ProjectTemplate::quoted).collect(Collectors.joining(", ", "[", "]")))
                    .append('\n');
        }
    }
}
