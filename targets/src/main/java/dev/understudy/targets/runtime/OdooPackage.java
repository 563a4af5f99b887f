package dev.understudy.targets.runtime;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a package of Odoo for Debian says of itself (deb-control(5)). */
public final class OdooPackage {

    /** Where a release's Odoo has it. */
    public static final String CONTROL = "DEBIAN/control";

    private static final Pattern FOLDED = Pattern.compile("\\n[ \\t]+");
    private static final Pattern VERSION = Pattern.compile("\\s*[(\\[<:].*");

    private OdooPackage() {}

    /** The names of what it depends on; of several that will do, the first. Without virtual ones, as {@code ${misc}}. */
    public static List<String> depends(String control) {
        return field(control, "Depends")
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(choice -> choice.split("\\|", -1)[0].strip())
                .map(name -> VERSION.matcher(name).replaceAll(""))
                .filter(name -> name.matches("[a-z0-9][a-z0-9+.-]+"))
                .distinct()
                .toList();
    }

    /** Its version: {@code 17.0.20240101}. */
    public static String version(String control) {
        return field(control, "Version").findFirst().orElse("");
    }

    private static Stream<String> field(String control, String name) {
        return FOLDED.matcher(control)
                .replaceAll(" ")
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip());
    }
}
