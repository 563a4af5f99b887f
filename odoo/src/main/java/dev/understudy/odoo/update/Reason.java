package dev.understudy.odoo.update;

import dev.understudy.odoo.log.LogEntry;
import dev.understudy.odoo.log.LogLevel;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a line of the log says that an update did not work. The wordings are those of 14.0 and 19.0:
 * {@code odoo/modules/loading.py, graph.py, module_graph.py, registry.py} and {@code odoo/orm/registry.py}.
 */
public enum Reason {
    STATES_RESET("A failed update was covered up", LogLevel.WARNING, "Transient module states were reset"),
    MODULES_NOT_LOADED("Installed modules have no code", LogLevel.WARNING, "Some modules are not loaded, .*"),
    INCONSISTENT_STATES("Modules were left behind", LogLevel.WARNING, "Some modules have inconsistent states, .*"),
    INVALID_NAMES("Modules were asked for that do not exist", LogLevel.WARNING, "invalid module names, ignored: .*"),
    LEFT_OUT(
            "A module was left out",
            LogLevel.INFO,
            "module \\S+: (not installable, skipped|Unmet dependencies: .*|some depends are not loaded, skipped"
                    + "|its direct/indirect dependency is skipped, skipped|in a dependency loop, skipped"
                    + "|manifest not found)"),
    INCOMPATIBLE(
            "A module's manifest is not of this series",
            LogLevel.WARNING,
            "The module \\S+ has an incompatible version, setting installable=False"),
    TESTS_FAILED(
            "Tests failed",
            LogLevel.ERROR,
            "At least one test failed when loading the modules\\.|Module \\S+: \\d+ failures, \\d+ errors of \\d+ tests"
                    + "|\\d+ failed, \\d+ error\\(s\\) of \\d+ tests .*|(FAIL|ERROR): .*"),
    DEMO_FAILED("Demonstration data failed", LogLevel.WARNING, "Module \\S+ demo data failed to install, .*"),
    INVALID_VIEW("A customized view broke", LogLevel.WARNING, "invalid custom view\\(s\\) for model .*"),
    CONSTRAINT_FAILED("The data does not fit the schema", LogLevel.WARNING, "", "odoo.schema"),
    ERROR("An error was logged", LogLevel.ERROR, "");

    private static final Pattern NAMED = Pattern.compile("(?:The )?module (\\w+)");

    /** What the first pass says of a module that needs one which only the second installs. */
    private static final Pattern OF_ONE_PASS = Pattern.compile("module \\S+: (Unmet dependencies: .*"
            + "|some depends are not loaded, skipped|its direct/indirect dependency is skipped, skipped)");

    private final String text;
    private final LogLevel level;
    private final Pattern message;
    private final String logger;

    Reason(String text, LogLevel level, String message) {
        this(text, level, message, "");
    }

    Reason(String text, LogLevel level, String message, String logger) {
        this.text = text;
        this.level = level;
        this.message = Pattern.compile(message.isEmpty() ? ".*" : message);
        this.logger = logger;
    }

    /** In English. */
    public String text() {
        return text;
    }

    /** Whether production may already have logged the same, so that the update is not to blame. */
    boolean mayBeKnown() {
        return this == INVALID_VIEW || this == CONSTRAINT_FAILED;
    }

    /** The module that is said to be unusable; nothing where a line is not about one. */
    Optional<String> module(LogEntry entry) {
        if (this != LEFT_OUT && this != INCOMPATIBLE) {
            return Optional.empty();
        }
        Matcher named = NAMED.matcher(entry.message());
        return named.lookingAt() ? Optional.of(named.group(1)) : Optional.empty();
    }

    /** Whether a line may be of the first of two passes: Odoo loads what is installed, then what is to be. */
    static boolean ofOnePass(LogEntry entry) {
        return OF_ONE_PASS.matcher(entry.message()).matches();
    }

    /** Why this line tells of a failure; nothing when it does not. */
    static Optional<Reason> of(LogEntry entry) {
        return Arrays.stream(values()).filter(reason -> reason.fits(entry)).findFirst();
    }

    private boolean fits(LogEntry entry) {
        return entry.level().atLeast(level)
                && (logger.isEmpty() || logger.equals(entry.logger()))
                && message.matcher(entry.message()).matches();
    }
}
