package dev.understudy.targets.installation;

import dev.understudy.model.audit.AuditReport.Folder;
import dev.understudy.odoo.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The folders of modules of an installation, and which modules they hold: the first folder that has one wins, as in Odoo. */
final class ModuleFolders {

    private static final List<String> MANIFESTS = List.of("__manifest__.py", "__openerp__.py");

    private final Found found;
    private final List<Folder> folders = new ArrayList<>();
    private final Map<String, Code> modules = new LinkedHashMap<>();

    /**
     * A module's code.
     *
     * @param folder as the installation names it
     * @param path where it is for us
     * @param core whether it is Odoo's own
     */
    record Code(String folder, Path path, boolean core) {}

    ModuleFolders(Found found, Checkouts checkouts) {
        this.found = found;
        for (String folder : found.addons()) {
            boolean core = found.core(folder);
            List<String> names = names(folder);
            for (String name : names) {
                modules.putIfAbsent(
                        name, new Code(folder + "/" + name, found.place().at(folder + "/" + name), core));
            }
            folders.add(new Folder(
                    folder,
                    found.place().isDirectory(folder),
                    core,
                    names.size(),
                    core ? null : checkouts.of(folder).orElse(null)));
        }
    }

    List<Folder> folders() {
        return folders;
    }

    /** By the module's name. */
    Map<String, Code> modules() {
        return modules;
    }

    /** Whether Odoo's own code was found, so that what is in no folder is missing. */
    boolean known() {
        return !found.code().isEmpty() && modules.containsKey("base");
    }

    /** The version in a module's manifest, with the series before it; empty when it cannot be told. */
    String version(Code code) {
        for (String manifest : MANIFESTS) {
            String text = Place.text(code.path().resolve(manifest)).orElse("");
            if (Manifest.read(code.path().getFileName().toString(), text) instanceof Manifest read) {
                String version = read.version();
                return version.startsWith(found.series() + ".") ? version : found.series() + "." + version;
            }
        }
        return "";
    }

    private List<String> names(String folder) {
        Path there = found.place().at(folder);
        if (!Files.isDirectory(there)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(there)) {
            return new ArrayList<>(new TreeSet<>(entries.map(
                            entry -> entry.getFileName().toString())
                    .filter(Manifest::isModuleName)
                    .filter(name -> MANIFESTS.stream()
                            .anyMatch(manifest -> found.place().isFile(folder + "/" + name + "/" + manifest)))
                    .toList()));
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
