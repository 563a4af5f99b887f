package dev.understudy.model.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Which Odoo a project runs, and what it installs.
 *
 * @param series {@code 14.0} to {@code 19.0}
 * @param command the argv that starts an Odoo which is already installed; empty unless {@link From#COMMAND}
 * @param addons the folders of that Odoo's own addons; empty unless {@link From#COMMAND}
 * @param modules what production has: a new one installs them, and each release installs those that were added here and
 *     uninstalls those that were taken out
 * @param languages what a new production loads besides English, as {@code es_ES}
 */
public record OdooSource(
        String series,
        From from,
        List<String> command,
        List<Path> addons,
        List<String> modules,
        List<String> languages) {

    public OdooSource {
        command = List.copyOf(command);
        addons = List.copyOf(addons);
        modules = List.copyOf(modules);
        languages = List.copyOf(languages);
    }

    /** Where Odoo comes from. */
    public enum From {
        /** Debian's package, in a private root that all environments share. */
        DEBIAN,
        /** An Odoo that is already installed, started with a command. */
        COMMAND
    }

    /** The number before the dot: 19 for {@code 19.0}. */
    public int major() {
        return Integer.parseInt(series.substring(0, series.indexOf('.')));
    }
}
