package dev.understudy.targets.runtime;

import dev.understudy.model.fault.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the private root of one series is made from Debian's packages.
 *
 * @param series {@code 19.0}
 * @param odoo the package
 * @param suite where all but Odoo itself comes from
 * @param newer the suite that holds Odoo alone, pinned so that nothing else comes from it; empty when {@code suite} does
 */
record DebianRecipe(String series, String odoo, String suite, String newer) {

    /** odoo-19 is in unstable only, whose own Python breaks it: the libraries come from the stable suite. */
    private static final Map<String, DebianRecipe> RECIPES = new TreeMap<>(Map.of(
            "14.0", new DebianRecipe("14.0", "odoo-14", "bullseye", ""),
            "19.0", new DebianRecipe("19.0", "odoo-19", "trixie", "sid")));

    static DebianRecipe of(String series) {
        DebianRecipe recipe = RECIPES.get(series);
        if (recipe == null) {
            throw Fault.refused("runtime.series-not-in-debian", series, String.join(", ", RECIPES.keySet()))
                    .exception();
        }
        return recipe;
    }

    /** The preferences of apt inside the root; empty when none are needed. */
    String pins() {
        return newer.isEmpty() ? "" : """
                Package: *
                Pin: release n=%1$s
                Pin-Priority: 50

                Package: %2$s
                Pin: release n=%1$s
                Pin-Priority: 500
                """.formatted(newer, odoo);
    }

    /**
     * The command that builds the root.
     *
     * @param pins the file with {@link #pins}; apt takes only names without a leading dot that end in {@code .pref}
     * @param mirror where the host's own apt gets its packages
     */
    List<String> argv(Path target, Path pins, String mirror) {
        List<String> argv = new ArrayList<>(List.of(
                "mmdebstrap",
                "--mode=root",
                "--format=directory",
                "--variant=minbase",
                // The release file of an old or an unstable suite may have expired.
                "--aptopt=Acquire::Check-Valid-Until \"false\"",
                "--aptopt=APT::Install-Recommends \"false\"",
                "--aptopt=Acquire::Retries \"3\""));
        if (!newer.isEmpty()) {
            argv.add("--setup-hook=mkdir -p \"$1/etc/apt/preferences.d\"");
            argv.add("--setup-hook=copy-in " + pins + " /etc/apt/preferences.d");
        }
        argv.add("--include=" + odoo + ",ca-certificates,tzdata");
        argv.add(suite);
        argv.add(target.toString());
        argv.add("deb " + mirror + " " + suite + " main");
        if (!newer.isEmpty()) {
            argv.add("deb " + mirror + " " + newer + " main");
        }
        return argv;
    }
}
