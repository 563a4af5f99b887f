package dev.understudy.model.beginning;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a new {@code understudy.yaml} says of Odoo.
 *
 * @param series as in the file
 * @param from {@code debian} or {@code command}
 * @param command the program and its first arguments; empty for Debian's
 * @param addons the folders of Odoo's own addons; empty for Debian's
 */
public record OdooTemplate(String series, String from, List<String> command, List<String> addons) {

    /** An Odoo that is installed already. */
    public static final String COMMAND = "command";

    private static final Set<String> NOT_IN_DEBIAN = Set.of("15.0", "16.0", "17.0", "18.0");
    private static final Path PACKAGED = Path.of("/usr/bin/odoo");
    private static final Path PACKAGED_ADDONS = Path.of("/usr/lib/python3/dist-packages/odoo/addons");

    /** Whether it is a series that Debian has no package of. */
    public static boolean notInDebian(String series) {
        return NOT_IN_DEBIAN.contains(series);
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
        String said = """
                  series: "%s"               # 14.0 to 19.0
                  from: %-21s # debian: Understudy gets it; command: an Odoo that is installed already
                """.formatted(series, from);
        return command.isEmpty() ? said : said + "  command: " + list(command) + "\n  addons: " + list(addons) + "\n";
    }

    private static String list(List<String> words) {
        return words.stream().map(ProjectTemplate::quoted).collect(Collectors.joining(", ", "[", "]"));
    }
}
