package dev.understudy.targets.installation;

import dev.understudy.odoo.cli.StartedWith;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A unit file of systemd that starts an Odoo. The files are read: no systemd has to run.
 *
 * @param file where it stands
 * @param argv of {@code ExecStart}
 * @param user of {@code User}; empty when it says none
 * @param directory of {@code WorkingDirectory}
 * @param environment of {@code Environment} and {@code EnvironmentFile}; it may hold passwords
 */
record UnitFile(Path file, List<String> argv, String user, String directory, Map<String, String> environment) {

    private static final List<String> FOLDERS =
            List.of("/etc/systemd/system", "/run/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /** All that start an Odoo; a unit of the administrator hides one of a package's that has the same name. */
    static List<UnitFile> all(Place place) {
        Map<String, UnitFile> byName = new LinkedHashMap<>();
        for (String folder : FOLDERS) {
            for (Path file : services(place.at(folder))) {
                UnitFile unit = read(place, file);
                if (StartedWith.odoo(unit.argv())) {
                    byName.putIfAbsent(file.getFileName().toString(), unit);
                }
            }
        }
        return List.copyOf(byName.values());
    }

    private static List<Path> services(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".service"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static UnitFile read(Place place, Path file) {
        List<String> argv = new ArrayList<>();
        Map<String, String> environment = new HashMap<>();
        String user = "";
        String directory = "/";
        String text = Place.text(file).orElse("").replace("\\\n", " ");
        for (String line : text.lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (equals < 0 || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            String value = line.substring(equals + 1).strip();
            switch (line.substring(0, equals).strip()) {
                case "ExecStart" -> argv.addAll(words(value.replaceFirst("^[-@:+!]+", "")));
                case "User" -> user = value;
                case "WorkingDirectory" -> directory = value.replaceFirst("^-", "");
                case "Environment" -> words(value).forEach(word -> put(environment, word));
                case "EnvironmentFile" ->
                    place.text(value.replaceFirst("^-", ""))
                            .orElse("")
                            .lines()
                            .forEach(word -> put(environment, word.strip()));
                default -> {}
            }
        }
        return new UnitFile(file, argv, user, directory, environment);
    }

    private static void put(Map<String, String> environment, String word) {
        int equals = word.indexOf('=');
        if (equals > 0 && !word.startsWith("#")) {
            environment.put(
                    word.substring(0, equals), word.substring(equals + 1).replaceAll("^\"|\"$", ""));
        }
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        return words;
    }

    @Override
    public String toString() {
        return "UnitFile[" + file + "]";
    }
}
