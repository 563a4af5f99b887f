package dev.understudy.odoo.manifest;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a module says of itself, with Odoo's own defaults where it says nothing ({@code odoo/modules/module.py}).
 *
 * @param module the technical name: the folder
 * @param name for people
 * @param version as it is written, {@code 1.0} by default; see {@link ModuleVersion}
 * @param depends {@code base} when nothing is written; nothing for base itself
 * @param installable true by default
 * @param autoInstall the modules that, once installed, draw this one in; none when it is not installed by itself, an
 *     empty set when it always is
 * @param data files that an update loads, in order
 * @param demo files of demonstration data
 * @param python external dependencies: requirements such as {@code zeep>=4}
 * @param binaries external dependencies: programs on the path
 * @param postLoad whether Odoo calls a hook of it when it has imported it
 */
public record Manifest(
        String module,
        String name,
        String version,
        List<String> depends,
        boolean installable,
        Optional<Set<String>> autoInstall,
        boolean application,
        List<String> data,
        List<String> demo,
        List<String> python,
        List<String> binaries,
        boolean postLoad,
        String summary,
        String author,
        String license,
        String category,
        String website)
        implements ManifestReading {

    public Manifest {
        depends = List.copyOf(depends);
        autoInstall = autoInstall.map(Set::copyOf);
        data = List.copyOf(data);
        demo = List.copyOf(demo);
        python = List.copyOf(python);
        binaries = List.copyOf(binaries);
    }

    /**
     * Reads a {@code __manifest__.py}; never evaluates it.
     *
     * @param module the folder's name
     * @param text the file
     */
    public static ManifestReading read(String module, String text) {
        return ManifestFields.read(module, text);
    }

    /** Whether a folder of this name can be a module at all. */
    public static boolean isModuleName(String folder) {
        return folder.matches("\\w{1,256}");
    }
}
