package dev.understudy.targets.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where the package {@code odoo} of an installation stands: the folder with {@code release.py}. */
record OdooFolder(Place place) {

    private static final String PACKAGED = "/usr/lib/python3/dist-packages/odoo";

    /**
     * Looks where the command line and the addons path point to, then where packages put it.
     *
     * @return empty when it is nowhere
     */
    String find(List<String> argv, String directory, String addonsPath) {
        List<String> candidates = new ArrayList<>();
        for (String word : argv.stream().limit(4).toList()) {
            if (word.startsWith("-")) {
                break;
            }
            Path program = Path.of(directory).resolve(word).normalize();
            beside(program, candidates);
            linked(program, candidates);
        }
        for (String folder : addonsPath.split("[,\\n]", -1)) {
            String path = folder.strip();
            if (path.startsWith("/")) {
                candidates.add(Path.of(path).resolveSibling(".").normalize().toString());
                candidates.add(Path.of(path).resolveSibling("odoo").normalize().toString());
            }
        }
        candidates.addAll(
                List.of(PACKAGED, "/opt/odoo/odoo", "/opt/odoo/server/odoo", "/opt/odoo/custom/src/odoo/odoo"));
        return candidates.stream()
                .filter(folder -> place.isFile(folder + "/release.py"))
                .findFirst()
                .orElse("");
    }

    private void linked(Path program, List<String> candidates) {
        Path real = place.at(program.toString());
        Path root = place.root();
        if (real.startsWith(root) && !real.equals(root.resolve(Path.of("/").relativize(program)))) {
            beside(Path.of("/").resolve(root.relativize(real).toString()), candidates);
        }
    }

    private void beside(Path program, List<String> candidates) {
        Path folder = program.getParent();
        if (folder == null) {
            return;
        }
        candidates.add(folder.resolve("odoo").toString());
        candidates.add(folder.resolve("../odoo").normalize().toString());
        Path libraries = place.at(folder.resolve("../lib").normalize().toString());
        if (!folder.startsWith("/usr") && Files.isDirectory(libraries)) {
            try (Stream<Path> versions = Files.list(libraries)) {
                versions.filter(version -> version.getFileName().toString().startsWith("python3"))
                        .forEach(version -> candidates.add(folder.resolve("../lib")
                                .resolve(version.getFileName().toString())
                                .resolve("site-packages/odoo")
                                .normalize()
                                .toString()));
            } catch (IOException unreadable) {
                return;
            }
        }
        candidates.add("/usr/local/lib/python3/dist-packages/odoo");
    }
}
