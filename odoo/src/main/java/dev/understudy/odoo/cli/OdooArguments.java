package dev.understudy.odoo.cli;

import dev.understudy.odoo.series.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The arguments of {@code odoo}, by series. Everything about the database comes from {@code odoo.conf}, so that no
 * password stands in an argv.
 *
 * @param series whose command line
 * @param configuration the path of {@code odoo.conf}
 */
public record OdooArguments(Series series, String configuration) {

    /** Runs once, alone, without answering requests or running jobs. */
    private static final List<String> ONCE =
            List.of("--stop-after-init", "--no-http", "--workers=0", "--max-cron-threads=0");

    /** Serves web requests; jobs run elsewhere. */
    public List<String> web() {
        return List.of("-c", configuration, "--max-cron-threads=0");
    }

    /**
     * Runs scheduled jobs and answers no requests.
     *
     * @param threads how many at a time
     */
    public List<String> cron(int threads) {
        return List.of("-c", configuration, "--no-http", "--workers=0", "--max-cron-threads=" + threads);
    }

    /**
     * Initializes an empty database, or installs modules into one.
     *
     * @param demo whether with demonstration data
     */
    public List<String> install(Collection<String> modules, boolean demo) {
        var arguments = new ArrayList<>(update(List.of(), modules));
        if (series.demoIsAskedFor()) {
            if (demo) {
                arguments.add("--with-demo");
            }
        } else if (!demo) {
            arguments.add("--without-demo=all");
        }
        return List.copyOf(arguments);
    }

    /** Updates modules and installs others, in one run. */
    public List<String> update(Collection<String> updated, Collection<String> installed) {
        var arguments = new ArrayList<>(List.of("-c", configuration));
        if (!updated.isEmpty()) {
            arguments.addAll(List.of("-u", names(updated)));
        }
        if (!installed.isEmpty()) {
            arguments.addAll(List.of("-i", names(installed)));
        }
        arguments.addAll(ONCE);
        return List.copyOf(arguments);
    }

    /**
     * Updates and installs modules and runs the tests of some, both those at install and those after.
     *
     * @param updated tests at install run only for modules that are updated or installed
     * @param tested whose tests
     * @param tags those of them with one of these, and none of those that begin with {@code -}; none for the standard ones
     * @param port for HTTP: Odoo opens it for its tests in spite of {@code --no-http}
     */
    public List<String> test(
            Collection<String> updated,
            Collection<String> installed,
            Collection<String> tested,
            Collection<String> tags,
            int port) {
        var arguments = new ArrayList<>(update(updated, installed));
        arguments.add("--http-port=" + port);
        arguments.add("--test-enable");
        arguments.add("--test-tags=" + testTags(tested, tags));
        return List.copyOf(arguments);
    }

    /** {@code /sale,/stock}: the standard tests of these modules. */
    public static String testTags(Collection<String> modules) {
        return "/" + String.join(",/", checked(modules));
    }

    /** {@code slow/sale,-external}: the tests of these modules that have one of the tags, and none of those with {@code -}. */
    public static String testTags(Collection<String> modules, Collection<String> tags) {
        List<String> wanted = tags.stream()
                .filter(tag -> !tag.startsWith("-"))
                .map(tag -> tag.startsWith("+") ? tag.substring(1) : tag)
                .toList();
        Stream<String> asked = wanted.isEmpty()
                ? Stream.of(testTags(modules))
                : wanted.stream().flatMap(tag -> checked(modules).stream().map(module -> tag + "/" + module));
        return Stream.concat(asked, tags.stream().filter(tag -> tag.startsWith("-")))
                .collect(Collectors.joining(","));
    }

    /** Loads the registry alone: whether the code fits the database. */
    public List<String> load() {
        return update(List.of(), List.of());
    }

    /** Neutralizes, with Odoo's own command: 16.0 and later. Throws {@link UnsupportedOperationException} before. */
    public List<String> neutralize() {
        require(series.hasNeutralize(), "neutralize");
        return List.of("neutralize", "-c", configuration);
    }

    /** A shell that executes its standard input and rolls back; the script commits for itself. */
    public List<String> shell() {
        return List.of("shell", "-c", configuration, "--no-http", "--workers=0", "--max-cron-threads=0");
    }

    /**
     * Restores a zip dump: 16.0 and later. Throws {@link UnsupportedOperationException} before.
     *
     * @param database to be made
     * @param dump the path of the zip
     */
    public List<String> databaseLoad(String database, String dump) {
        require(series.hasDatabaseCommand(), "db load");
        return List.of("db", "-c", configuration, "load", database, dump);
    }

    private void require(boolean there, String command) {
        if (!there) {
            throw new UnsupportedOperationException("Odoo " + series + " has no command " + command);
        }
    }

    private static String names(Collection<String> modules) {
        return String.join(",", checked(modules));
    }

    private static TreeSet<String> checked(Collection<String> modules) {
        if (modules.isEmpty()) {
            throw new IllegalArgumentException("No module is named");
        }
        for (String module : modules) {
            if (!module.matches("\\w+")) {
                throw new IllegalArgumentException("Not a module's name: " + module);
            }
        }
        return new TreeSet<>(modules);
    }
}
