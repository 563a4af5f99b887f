package dev.understudy.targets.installation;

import dev.understudy.model.audit.AuditReport.Kind;
import dev.understudy.odoo.code.ReleaseFile;
import dev.understudy.odoo.conf.WrittenConf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An installation, as far as files and the process table tell of it.
 *
 * @param kind how it was installed
 * @param place the file system that it sees
 * @param process that runs; empty when none does
 * @param unit that starts it; empty when none was found
 * @param configuration its {@code odoo.conf}, as it sees it; empty when it has none
 * @param options as they count: the file's, and the command line's over them; they hold passwords
 * @param environment of its process; it may hold passwords
 * @param user the system user; empty when unknown
 * @param home that user's home, as it sees it
 * @param code the folder of Odoo's own package {@code odoo}, as it sees it; empty when it was not found
 * @param clues what the kind was told by
 */
record Found(
        Kind kind,
        Place place,
        Optional<OdooProcess> process,
        Optional<UnitFile> unit,
        String configuration,
        Map<String, String> options,
        Map<String, String> environment,
        String user,
        String home,
        String code,
        List<String> clues) {

    Found {
        options = Map.copyOf(options);
        environment = Map.copyOf(environment);
        clues = List.copyOf(clues);
    }

    /** The value of an option that says something. */
    String option(String name, String otherwise) {
        String value = options.getOrDefault(name, "");
        return WrittenConf.nothing(value) ? otherwise : value;
    }

    /** Whether a switch is on. */
    boolean switched(String name, boolean otherwise) {
        String value = options.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : !WrittenConf.nothing(value) && !value.equals("0");
    }

    /** What Odoo's own code says of itself. */
    Optional<ReleaseFile> release() {
        return code.isEmpty()
                ? Optional.empty()
                : place.text(code + "/release.py").flatMap(ReleaseFile::read);
    }

    String series() {
        return release().map(ReleaseFile::series).orElse("");
    }

    /** {@code data_dir}, as it sees it. */
    String dataDirectory() {
        String given = option("data_dir", "");
        if (!given.isEmpty()) {
            return given.startsWith("~") ? home + given.substring(1) : given;
        }
        String xdg = environment.getOrDefault("XDG_DATA_HOME", home + "/.local/share");
        return Stream.of(xdg + "/Odoo", "/var/lib/odoo/.local/share/Odoo", "/var/lib/odoo")
                .filter(folder -> place.isDirectory(folder + "/filestore"))
                .findFirst()
                .orElse(xdg + "/Odoo");
    }

    /** The folders of modules, in Odoo's order, as it sees them; for one that holds links, those that they lead to. */
    List<String> addons() {
        List<String> folders = new ArrayList<>();
        if (!code.isEmpty()) {
            folders.add(code + "/addons");
            folders.add(Path.of(code).resolveSibling("addons").toString());
        }
        folders.removeIf(folder -> !place.isDirectory(folder) || folder.equals("/addons"));
        List<String> own = new ArrayList<>();
        for (String folder : option("addons_path", "").split("[,\\n]", -1)) {
            String path = folder.strip();
            if (!path.isEmpty()) {
                own.add(path.startsWith("~") ? home + path.substring(1) : path);
            }
        }
        String data = dataDirectory() + "/addons/" + series();
        if (place.isDirectory(data)) {
            own.add(data);
        }
        Stream<String> first = folders.stream().limit(1);
        LinkedModules links = new LinkedModules(place, user);
        return Stream.concat(Stream.concat(first, own.stream()), folders.stream())
                .map(folder -> Path.of(folder).normalize().toString())
                .flatMap(folder -> links.folders(folder).stream())
                .distinct()
                .toList();
    }

    /** Whether a folder of modules is Odoo's own, or Enterprise. */
    boolean core(String folder) {
        boolean beside = !code.isEmpty()
                && (folder.startsWith(code)
                        || folder.equals(Path.of(code).resolveSibling("addons").toString()));
        return beside || place.isDirectory(folder + "/web_enterprise");
    }

    /** The words that start it, up to the first option. */
    List<String> program() {
        List<String> argv = process.map(OdooProcess::argv)
                .or(() -> unit.map(UnitFile::argv))
                .orElse(List.of());
        return argv.stream().takeWhile(word -> !word.startsWith("-")).toList();
    }

    @Override
    public String toString() {
        return "Found[" + kind + ", " + configuration + "]";
    }
}
