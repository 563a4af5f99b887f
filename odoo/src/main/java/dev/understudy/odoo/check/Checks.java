package dev.understudy.odoo.check;

import dev.understudy.odoo.series.Series;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does in {@code odoo shell} what users do all day: opens a list, writes and takes it back, makes a report (as PDF where
 * wkhtmltopdf is at hand), opens what is in
 * the menus. It shows what a login page does not: that views, records and templates work with this code on this data.
 */
public final class Checks {

    /** What changes nothing. */
    public static final List<String> WITHOUT_SESSION = List.of("list", "write", "report");

    /** What changes nothing; and makes a session, to ask for a page as somebody who has signed in. */
    public static final List<String> HARMLESS = List.of("list", "write", "report", "session");

    /** As {@link #HARMLESS}; and makes the bundles of scripts and styles, so that no user waits for them: 17.0 and later. */
    public static final List<String> WITH_ASSETS = List.of("list", "write", "report", "assets", "session");

    /** As {@link #HARMLESS}; and opens what people have in their menus. */
    public static final List<String> WITH_MENUS = List.of("list", "write", "report", "use", "session");

    /** As {@link #WITH_MENUS}; and whether people see rows where there are rows, for when rules on records changed. */
    public static final List<String> WITH_MENUS_AND_ROWS = List.of("list", "write", "report", "use", "rows", "session");

    /** The printed reports of what was made last, each as text; nothing else. */
    public static final List<String> PRINTS = List.of("print");

    /** A session alone. */
    public static final List<String> SIGN_IN = List.of("session");

    /** How the id of a session begins that {@code session} makes; the rest is random. Hexadecimal, as up to 16.0. */
    public static final String SESSION = "feed5e55";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String MARK = "UNDERSTUDY-CHECK ";

    private Checks() {}

    /**
     * The script that a shell reads from its standard input.
     *
     * @param modules what they brought is looked at first, whatever time it takes
     * @param again names of windows that failed with other code: these alone are looked at, whatever time it takes; all when
     *     there are none
     * @param budget for a check that looks at many things; what it did not come to is told
     */
    public static String script(
            Series series, List<String> names, Collection<String> modules, Collection<String> again, Duration budget) {
        return "UNDERSTUDY_NAMED = " + (series.namesReports() ? "True" : "False") + "\n"
                + "UNDERSTUDY_VIEW = '" + series.rowsView() + "'\n"
                + "UNDERSTUDY_BUDGET = " + budget.toSeconds() + "\n"
                + "UNDERSTUDY_SESSION = '" + SESSION + "'\n"
                + list("UNDERSTUDY_MODULES", modules)
                + list("UNDERSTUDY_CHECKS", names)
                + "UNDERSTUDY_AGAIN = " + values(again) + "\n"
                + (names.contains("use") || names.contains("rows") ? python("use") : "")
                + (names.containsAll(PRINTS) ? python("print") : "")
                + python("checks");
    }

    /**
     * What the shell's standard output tells; a check that is missing did not end. One that looks at many things tells what
     * failed of them beside its own end.
     */
    public static List<Check> read(String output) {
        return output.lines()
                .filter(line -> line.startsWith(MARK))
                .map(line -> JSON.readValue(line.substring(MARK.length()), Check.class))
                .toList();
    }

    private static String list(String name, Collection<String> words) {
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", ", name + " = [", "]\n"));
    }

    /** Of any characters, whatever encoding the shell reads its standard input in. */
    private static String values(Collection<String> words) {
        String encoded = Base64.getEncoder().encodeToString(JSON.writeValueAsBytes(words));
        return "__import__('json').loads(__import__('base64').b64decode('" + encoded + "'))";
    }

    private static String python(String name) {
        try (InputStream script = Checks.class.getResourceAsStream(name + ".py")) {
            if (script == null) {
                throw new IllegalStateException(name + ".py is not in the jar");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
