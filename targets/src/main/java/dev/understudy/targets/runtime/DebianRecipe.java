package dev.understudy.targets.runtime;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.text.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a private root is made from Debian's packages: with Odoo, or with what an Odoo of another origin needs.
 *
 * @param series {@code 19.0}
 * @param odoo the package; empty for a root without Odoo
 * @param suite where all but Odoo itself comes from
 * @param newer the suite that holds Odoo alone, pinned so that nothing else comes from it; empty when {@code suite} does
 * @param printer the suite whose wkhtmltopdf is borrowed, with all it needs; empty when {@code suite} has one
 * @param packages what is asked for besides
 */
record DebianRecipe(String series, String odoo, String suite, String newer, String printer, List<String> packages) {

    /** Prints PDF; Debian's Odoo only suggests it. */
    static final String PRINTER = "wkhtmltopdf";

    /** The release file of an old or an unstable suite may have expired. */
    private static final List<String> APT = List.of(
            "--aptopt=Acquire::Check-Valid-Until \"false\"",
            "--aptopt=APT::Install-Recommends \"false\"",
            "--aptopt=Acquire::Retries \"3\"");

    private static final String LETTERS = "fonts-dejavu-core";

    /** odoo-19 is in unstable only, whose own Python breaks it: the libraries come from the stable suite. */
    private static final Map<String, DebianRecipe> RECIPES = new TreeMap<>(Map.of(
            "14.0", new DebianRecipe("14.0", "odoo-14", "bullseye", "", "", List.of()),
            "19.0", new DebianRecipe("19.0", "odoo-19", "trixie", "sid", "bookworm", List.of())));

    /**
     * The suite with the Python that a series is tried with most, by its requirements.txt: 3.9, 3.11, 3.13. What 19.0 asks
     * for on 3.11 contradicts itself.
     */
    private static final Map<String, String> SUITES = new TreeMap<>(Map.of(
            "14.0", "bullseye",
            "15.0", "bullseye",
            "16.0", "bookworm",
            "17.0", "bookworm",
            "18.0", "bookworm",
            "19.0", "trixie",
            "20.0", "trixie"));

    /** The suites that have no wkhtmltopdf any more, and one that does. */
    private static final List<String> WITHOUT_PRINTER = List.of("trixie");

    private static final String WITH_PRINTER = "bookworm";

    private static final String PYTHON = "python3";

    /** What Odoo's requirements.txt asks for is built here where the index has no wheel: psycopg2 and python-ldap. */
    private static final List<String> BUILDERS = List.of(
            PYTHON,
            "python3-dev",
            "python3-setuptools",
            "gcc",
            "g++",
            "libc6-dev",
            "make",
            "libpq-dev",
            "libldap2-dev",
            "libsasl2-dev",
            "libxml2-dev",
            "libxslt1-dev",
            "libjpeg-dev",
            "zlib1g-dev",
            "libffi-dev",
            "libssl-dev",
            "libmagic1");

    /**
     * A root with the Python that a series runs on, and what builds packages for it.
     *
     * @param packages what a project asks for besides
     */
    static DebianRecipe ofPython(String series, List<String> packages) {
        return without(
                series, Stream.concat(BUILDERS.stream(), packages.stream()).toList());
    }

    /**
     * A root with what a package of Odoo depends on.
     *
     * @param depends names of Debian's packages
     * @param packages what a project asks for besides
     */
    static DebianRecipe ofDependencies(String series, List<String> depends, List<String> packages) {
        return without(
                series,
                Stream.of(List.of(PYTHON, "python3-setuptools"), depends, packages)
                        .flatMap(List::stream)
                        .toList());
    }

    private static DebianRecipe without(String series, List<String> packages) {
        String suite = Optional.ofNullable(SUITES.get(series))
                .orElseThrow(() -> new IllegalArgumentException("No Python is known for Odoo " + series));
        String printer = WITHOUT_PRINTER.contains(suite) ? WITH_PRINTER : "";
        return new DebianRecipe("", "", suite, "", printer, List.copyOf(packages));
    }

    /** The package whose version tells what the root is. */
    String subject() {
        return odoo.isEmpty() ? PYTHON : odoo;
    }

    /** What people are told that it is. */
    String shown() {
        return odoo.isEmpty() ? "Python for Odoo" : "Odoo";
    }

    /** What must be there in a root that is whole. */
    List<String> signs() {
        return odoo.isEmpty()
                ? List.of("usr/bin/python3")
                : List.of("usr/bin/odoo", "usr/lib/python3/dist-packages/odoo/addons/base");
    }

    static DebianRecipe of(String series, List<String> packages) {
        DebianRecipe recipe = RECIPES.get(series);
        if (recipe == null) {
            throw Fault.refused("runtime.series-not-in-debian", series, String.join(", ", RECIPES.keySet()))
                    .exception();
        }
        return new DebianRecipe(
                recipe.series, recipe.odoo, recipe.suite, recipe.newer, recipe.printer, List.copyOf(packages));
    }

    /** All that is asked for by name. */
    List<String> include() {
        return Stream.concat(Stream.of(odoo, "ca-certificates", "tzdata", LETTERS, PRINTER), packages.stream())
                .filter(name -> !name.isEmpty() && (printer.isEmpty() || !name.equals(PRINTER)))
                .distinct()
                .toList();
    }

    /** The root's name: each recipe has a root of its own, so that two versions of Understudy share a machine. */
    String name() {
        return (odoo.isEmpty() ? "python-" + suite : "odoo-" + series) + "-"
                + Sha256.of(toString()).substring(0, 8);
    }

    /** What stands in the name of a build for packages: {@code +fonts-noto-core+python3-phonenumbers}. */
    static String asked(List<String> packages) {
        return packages.stream().map(name -> "+" + name).collect(Collectors.joining());
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
        List<String> argv =
                new ArrayList<>(List.of("mmdebstrap", "--mode=root", "--format=directory", "--variant=minbase"));
        argv.addAll(APT);
        if (!pins().isEmpty()) {
            argv.add("--setup-hook=mkdir -p \"$1/etc/apt/preferences.d\"");
            argv.add("--setup-hook=copy-in " + pins + " /etc/apt/preferences.d");
        }
        argv.add("--include=" + String.join(",", include()));
        argv.add(suite);
        argv.add(target.toString());
        Stream.of(suite, newer)
                .filter(from -> !from.isEmpty())
                .forEach(from -> argv.add("deb " + mirror + " " + from + " main"));
        return argv;
    }

    /** The command that unpacks the borrowed printer, and all that it needs, into a folder. */
    List<String> printerArgv(Path target, String mirror) {
        List<String> argv =
                new ArrayList<>(List.of("mmdebstrap", "--mode=root", "--format=directory", "--variant=extract"));
        argv.addAll(APT);
        argv.addAll(
                List.of("--include=" + PRINTER, printer, target.toString(), "deb " + mirror + " " + printer + " main"));
        return argv;
    }
}
