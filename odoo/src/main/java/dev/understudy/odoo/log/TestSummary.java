package dev.understudy.odoo.log;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Odoo's tests gave ({@code odoo/tests/result.py}, {@code runner.py} up to 15.0).
 *
 * @param failed assertions that did not hold
 * @param errors tests that broke
 * @param tests all that ran
 * @param complete whether Odoo came to its closing line, which it writes with {@code --workers=0} alone
 * @param failures one for each failed or broken test, as the log tells them
 */
public record TestSummary(int failed, int errors, int tests, boolean complete, List<Failure> failures) {

    /** No test was there to run. */
    public static final TestSummary NONE = new TestSummary(0, 0, 0, true, List.of());

    private static final Pattern CLOSING =
            Pattern.compile("(\\d+) failed, (\\d+) error\\(s\\) of (\\d+) tests when loading database .*");
    private static final Pattern FAILURE = Pattern.compile("(FAIL|ERROR): (.+)");
    private static final Pattern MODULE = Pattern.compile("odoo\\.addons\\.(\\w+)\\.");

    public TestSummary {
        failures = List.copyOf(failures);
    }

    /**
     * One test that did not pass.
     *
     * @param broken whether it broke, rather than found something wrong
     * @param module the module that it is in; empty when the log does not tell
     * @param test {@code TestSaleOrder.test_confirm}
     * @param entry the entry, with the traceback
     */
    public record Failure(boolean broken, String module, String test, LogEntry entry) {}

    /** Reads a log. */
    public static TestSummary of(List<LogEntry> log) {
        var failures = new ArrayList<Failure>();
        int started = 0;
        Matcher closing = null;
        for (LogEntry entry : log) {
            Matcher failure = FAILURE.matcher(entry.message());
            Matcher end = CLOSING.matcher(entry.message());
            if (end.matches()) {
                closing = end;
            } else if (entry.level() == LogLevel.ERROR && failure.matches()) {
                boolean broken = failure.group(1).equals("ERROR");
                String test = failure.group(2).strip();
                failures.add(new Failure(broken, module(entry.logger(), test), test, entry));
            } else if (entry.message().startsWith("Starting ")
                    && entry.message().endsWith(" ...")) {
                started++;
            }
        }
        if (closing != null) {
            return new TestSummary(number(closing, 1), number(closing, 2), number(closing, 3), true, failures);
        }
        int broken = (int) failures.stream().filter(Failure::broken).count();
        return new TestSummary(failures.size() - broken, broken, started, false, failures);
    }

    /** Whether all tests ran and passed; also when there were none. */
    public boolean passed() {
        return complete && failed == 0 && errors == 0 && failures.isEmpty();
    }

    /** A class that cannot be set up is logged for Odoo itself, by its whole name. */
    private static String module(String logger, String test) {
        Matcher module = MODULE.matcher(logger + ": " + test);
        return module.find() ? module.group(1) : "";
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
