package dev.understudy.odoo.update;

import dev.understudy.odoo.log.LogEntry;
import java.util.Optional;

/** One reason why an update did not work. */
public sealed interface UpdateFailure {

    /** The reason in one English sentence. */
    String text();

    /** Odoo ended badly: 255 on an exception, or the number of databases whose tests failed. */
    record Exit(int code) implements UpdateFailure {
        @Override
        public String text() {
            return "Odoo ended with exit code " + code;
        }
    }

    /** A line of the log that tells of a failure, though Odoo may have ended with 0. */
    record Line(Reason reason, LogEntry entry) implements UpdateFailure {

        private static final String DETAIL = "DETAIL:";

        @Override
        public String text() {
            return reason.text() + ": line " + entry.line() + ": " + entry.message()
                    + detail().map(detail -> " (" + detail + ")").orElse("");
        }

        /** The row that is at fault, where PostgreSQL says which: {@code DETAIL:  Key (ref)=(7) is duplicated.} */
        private Optional<String> detail() {
            return entry.more().stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith(DETAIL))
                    .map(line -> line.substring(DETAIL.length()).strip())
                    .findFirst();
        }
    }

    /** The line {@code Modules loaded.} is missing. */
    record NotLoaded() implements UpdateFailure {
        @Override
        public String text() {
            return "Odoo did not come to \"Modules loaded.\"";
        }
    }

    /** A module is still on its way. */
    record Unfinished(String module, String state) implements UpdateFailure {
        @Override
        public String text() {
            return "Module " + module + " is still in state \"" + state + "\"";
        }
    }

    /** A module that should be installed now is not; the state is empty when the database does not know it. */
    record NotInstalled(String module, String state) implements UpdateFailure {
        @Override
        public String text() {
            return "Module " + module + " is not installed but " + (state.isEmpty() ? "unknown" : "\"" + state + "\"");
        }
    }

    /** A module is at another version than its manifest: it was not updated. */
    record WrongVersion(String module, String expected, String found) implements UpdateFailure {
        @Override
        public String text() {
            return "Module " + module + " is at version " + found + " instead of " + expected;
        }
    }
}
