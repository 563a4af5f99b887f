package dev.understudy.odoo.update;

import dev.understudy.odoo.log.LogEntry;
import dev.understudy.odoo.log.LogLevel;
import dev.understudy.odoo.log.Raised;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The exception that ended an update, and where Odoo was when it was raised.
 *
 * @param exception its type without the package, {@code ValidationError}
 * @param message what it says, on one line
 * @param code the innermost line of the project's own code, {@code acme_sale/models/order.py:12, in _compute_urgency};
 *     empty when none was reached
 * @param module that was being loaded; empty when none was
 * @param file the data file, with its line where Odoo tells it; empty when none was being loaded
 * @param record the XML id within that file; empty when Odoo does not tell
 */
public record UpdateCause(String exception, String message, String code, String module, String file, String record) {

    private static final int LONGEST = 600;
    private static final Pattern LOADING = Pattern.compile("Loading module (\\w+) \\(\\d+/\\d+\\)");
    private static final Pattern LOADED = Pattern.compile("Module (\\w+) loaded in .*|\\d+ modules loaded in .*");
    private static final Pattern DATA = Pattern.compile("loading (\\w+/\\S+)");
    private static final Pattern PARSING =
            Pattern.compile("while parsing (\\S+?):(\\d+)(?:, (?:near|somewhere inside))?\\s*(.*)", Pattern.DOTALL);
    /** What Odoo raises in place of what a migration script could not import ({@code odoo/modules/migration.py}). */
    private static final Pattern UNLOADED = Pattern.compile("module \\w+: Unable to load \\w+-migration file .*");

    private static final Pattern ID = Pattern.compile("<[^>]*?\\sid=\"([^\"]+)\"", Pattern.DOTALL);

    /**
     * The cause in a log; empty when no exception ended the update.
     *
     * @param own the names of the project's own modules
     */
    public static Optional<UpdateCause> of(List<LogEntry> log, Collection<String> own) {
        for (int i = log.size() - 1; i >= 0; i--) {
            LogEntry entry = log.get(i);
            if (entry.level().atLeast(LogLevel.ERROR)) {
                List<Raised> chain = Raised.chain(entry);
                if (!chain.isEmpty()) {
                    return Optional.of(of(chain, log.subList(0, i), own));
                }
            }
        }
        return Optional.empty();
    }

    private static UpdateCause of(List<Raised> chain, List<LogEntry> before, Collection<String> own) {
        Raised last = chain.getLast();
        Matcher parsing = PARSING.matcher(last.message());
        boolean ofData = parsing.matches();
        // Of a data file or a script Odoo raises one more, which tells where; what went wrong is what it was raised
        // because of.
        boolean around = ofData || UNLOADED.matcher(last.message().strip()).matches();
        Raised cause = around && chain.size() > 1 ? chain.get(chain.size() - 2) : last;
        String message = ofData && chain.size() == 1 ? parsing.group(3) : cause.message();
        Place place = Place.in(before);
        Matcher id = ID.matcher(ofData ? parsing.group(3) : "");
        return new UpdateCause(
                cause.exception().substring(cause.exception().lastIndexOf('.') + 1),
                oneLine(message),
                code(chain, own),
                place.module(),
                ofData ? within(parsing.group(1), place.module()) + ":" + parsing.group(2) : place.file(),
                id.find() ? id.group(1) : "");
    }

    private static String code(List<Raised> chain, Collection<String> own) {
        return chain.reversed().stream()
                .flatMap(raised -> raised.frames().reversed().stream())
                .flatMap(frame -> own.stream()
                        .filter(module -> frame.file().contains("/" + module + "/"))
                        .map(module -> within(frame.file(), module) + ":" + frame.line() + ", in " + frame.function()))
                .findFirst()
                .orElse("");
    }

    /** From the module's folder on. */
    private static String within(String path, String module) {
        int at = module.isEmpty() ? -1 : path.lastIndexOf("/" + module + "/");
        return at < 0 ? path : path.substring(at + 1);
    }

    private static String oneLine(String message) {
        String text = message.strip().replaceAll("\\s+", " ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** In one English sentence, the cause first. */
    public String text() {
        String where = Stream.of(
                        code,
                        module.isEmpty() ? "" : "module " + module,
                        file,
                        record.isEmpty() ? "" : "record " + record)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return exception + (message.isEmpty() ? "" : ": " + message) + (where.isEmpty() ? "" : " (" + where + ")");
    }

    /** What Odoo was loading. */
    private record Place(String module, String file) {

        static Place in(List<LogEntry> log) {
            var place = new Place("", "");
            for (LogEntry entry : log) {
                Matcher loading = LOADING.matcher(entry.message());
                Matcher data = DATA.matcher(entry.message());
                if (loading.matches()) {
                    place = new Place(loading.group(1), "");
                } else if (data.matches()) {
                    place = new Place(place.module(), data.group(1));
                } else if (LOADED.matcher(entry.message()).matches()) {
                    place = new Place("", "");
                }
            }
            return place;
        }
    }
}
