package dev.understudy.model.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Which Odoo a project runs, and what it installs.
 *
 * @param series {@code 14.0} to {@code 20.0}
 * @param origin where it comes from
 * @param modules what production has: a new one installs them, and each release installs those that were added here and
 *     uninstalls those that were taken out
 * @param languages what a new production loads besides English, as {@code es_ES}
 * @param options what is written into {@code odoo.conf} in every environment
 */
public record OdooSource(
        String series, Origin origin, List<String> modules, List<String> languages, OdooOptions options) {

    public OdooSource {
        modules = List.copyOf(modules);
        languages = List.copyOf(languages);
    }

    /** Where Odoo comes from. */
    public sealed interface Origin {

        /** Where Odoo's own code is, of which every release has a commit; none where it stands outside of releases. */
        default List<Repository> code() {
            return List.of();
        }
    }

    /**
     * Debian's package, in a private root that all environments share.
     *
     * @param packages of Debian's, which the root has besides; sorted
     */
    public record Debian(List<String> packages) implements Origin {
        public Debian {
            packages = packages.stream().sorted().distinct().toList();
        }
    }

    /**
     * Odoo's own code, from git or out of packages for Debian: a commit of it is part of every release.
     *
     * @param code where it is, which ends the project's repositories
     * @param packages of Debian's, which the root that it runs in has besides what Odoo needs; sorted
     */
    public record Source(List<Repository> code, List<String> packages) implements Origin {
        public Source {
            code = List.copyOf(code);
            packages = packages.stream().sorted().distinct().toList();
        }
    }

    /**
     * An Odoo that is already installed.
     *
     * @param command the argv that starts it
     * @param addons the folders of its own addons
     */
    public record Installed(List<String> command, List<Path> addons) implements Origin {
        public Installed {
            command = List.copyOf(command);
            addons = List.copyOf(addons);
        }
    }

    /** The number before the dot: 19 for {@code 19.0}. */
    public int major() {
        return Integer.parseInt(series.substring(0, series.indexOf('.')));
    }
}
