package dev.understudy.odoo.log;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a test does not pass, in a few words.
 *
 * @param kind what it lacks
 * @param subject the record, the package, or what was raised; may be empty
 */
public record TestReason(Kind kind, String subject) {

    private static final int LONGEST = 160;

    /** What tests lack on the data of a company. */
    public enum Kind {
        /** A record that may well be of the demonstration data, or that was deleted. */
        RECORD("External ID not found in the system: ([\\w.]+)"),
        PYTHON_PACKAGE("No module named '([\\w.]+)'"),
        CHART_OF_ACCOUNTS("(?i)(?:chart (?:of accounts|template)|no journal|account\\.chart)()"),
        /** Something else. */
        OTHER("()");

        private final Pattern sign;

        Kind(String sign) {
            this.sign = Pattern.compile(sign);
        }

        private Optional<String> subject(String text) {
            Matcher matcher = sign.matcher(text);
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        }
    }

    /** Reads the entry of a failed test, with its traceback. */
    public static TestReason of(LogEntry entry) {
        String raised = raised(entry);
        for (Kind kind : List.of(Kind.RECORD, Kind.PYTHON_PACKAGE, Kind.CHART_OF_ACCOUNTS)) {
            Optional<String> subject = kind.subject(raised);
            if (subject.isPresent()) {
                return new TestReason(kind, subject.get());
            }
        }
        return new TestReason(Kind.OTHER, raised.length() <= LONGEST ? raised : raised.substring(0, LONGEST) + "…");
    }

    /** The last line that is not indented: an exception begins so, and may have lines after it. */
    private static String raised(LogEntry entry) {
        return entry.more().stream()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .filter(line -> line.matches("[\\w.]+(?:: .*)?"))
                .reduce((first, last) -> last)
                .orElse("")
                .strip();
    }
}
