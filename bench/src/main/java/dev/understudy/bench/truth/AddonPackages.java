package dev.understudy.bench.truth;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Odoo addons as the Python index has them: a wheel a version, fetched once for all homes of this machine. */
final class AddonPackages {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String ADDONS = "odoo/addons/";
    private static final Pattern REQUIRED = Pattern.compile("(?m)^Requires-Dist: *([^;\\r\\n]+?)\\s*(;.*)?$");
    private static final Pattern ODOO = Pattern.compile("^odoo(\\b|\\d|-addon)", Pattern.CASE_INSENSITIVE);

    private final Host host;
    private final Path cache;

    /**
     * @param cache the downloads of this machine
     */
    AddonPackages(Host host, Path cache) {
        this.host = host;
        this.cache = cache.resolve("addons");
    }

    /**
     * Puts a package's module into a folder of addons.
     *
     * @param requirements gets the Python packages that it asks for, besides Odoo and its addons
     * @return the modules' names
     */
    Set<String> place(String name, String version, Path addons, Set<String> requirements) throws IOException {
        Set<String> modules = new TreeSet<>();
        try (InputStream file = Files.newInputStream(wheel(name, version));
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".dist-info/METADATA")) {
                    requirements.addAll(required(new String(zip.readAllBytes(), StandardCharsets.UTF_8)));
                } else if (entry.getName().startsWith(ADDONS) && !entry.isDirectory()) {
                    Path target = addons.resolve(entry.getName().substring(ADDONS.length()))
                            .normalize();
                    if (!target.startsWith(addons)) {
                        throw new IOException(entry.getName() + " leaves its folder");
                    }
                    modules.add(addons.relativize(target).getName(0).toString());
                    Files.createDirectories(target.getParent());
                    Files.write(target, zip.readAllBytes());
                }
            }
        }
        return modules;
    }

    private Path wheel(String name, String version) throws IOException {
        Path folder = cache.resolve(name + "-" + version);
        if (!Files.isDirectory(folder)) {
            Path fresh = Files.createDirectories(cache).resolve(".new-" + name + "-" + version);
            host.delete(fresh);
            host.require(Command.of(
                            "python3",
                            "-m",
                            "pip",
                            "download",
                            "--quiet",
                            "--no-deps",
                            "--only-binary=:all:",
                            "--disable-pip-version-check",
                            "--no-input",
                            "--ignore-requires-python",
                            "--dest=" + fresh,
                            name + "==" + version)
                    .within(LIMIT));
            Files.move(fresh, folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".whl"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(folder + " holds no wheel"));
        }
    }

    private static List<String> required(String metadata) {
        Matcher matcher = REQUIRED.matcher(metadata);
        return matcher.results()
                .map(found -> found.group(1).replaceAll("[() ]", ""))
                .filter(requirement -> !ODOO.matcher(requirement).find())
                .toList();
    }
}
