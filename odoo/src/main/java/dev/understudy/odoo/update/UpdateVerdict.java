package dev.understudy.odoo.update;

import dev.understudy.odoo.log.ErrorGroup;
import dev.understudy.odoo.log.LogEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether an update, or an installation, worked. Odoo's exit code alone does not tell: it is 0 too when modules were
 * left out, constraints failed, or states were reset.
 *
 * @param failures every reason why not; it worked when there is none
 */
public record UpdateVerdict(List<UpdateFailure> failures) {

    private static final String LOADED = "Modules loaded.";
    private static final Pattern LOADING = Pattern.compile("Loading module (\\w+) \\(\\d+/\\d+\\)");

    public UpdateVerdict {
        failures = List.copyOf(failures);
    }

    public boolean worked() {
        return failures.isEmpty();
    }

    /**
     * Judges.
     *
     * @param exitCode of the process
     * @param log all that it logged
     * @param after the rows of {@code ir_module_module} afterwards, but those of uninstalled modules: what is said of
     *     these is no failure
     * @param expected the version that each updated or installed module must have now, as its series adapts it
     * @param known what production logs already, from {@link #excusable}: its data did not fit before this update
     */
    public static UpdateVerdict of(
            int exitCode,
            List<LogEntry> log,
            Collection<ModuleRow> after,
            Map<String, String> expected,
            Set<String> known) {
        var failures = new ArrayList<UpdateFailure>();
        if (exitCode != 0) {
            failures.add(new UpdateFailure.Exit(exitCode));
        }
        Set<String> used = after.stream().map(ModuleRow::name).collect(Collectors.toCollection(HashSet::new));
        used.addAll(expected.keySet());
        Set<LogEntry> passing = passing(log, after, expected.keySet());
        log.stream().filter(entry -> !passing.contains(entry)).forEach(entry -> line(entry, known, used, failures));
        if (log.stream().noneMatch(entry -> entry.message().equals(LOADED))) {
            failures.add(new UpdateFailure.NotLoaded());
        }
        after.stream()
                .filter(row -> row.state().startsWith("to "))
                .map(row -> new UpdateFailure.Unfinished(row.name(), row.state()))
                .forEach(failures::add);
        versions(after, expected, failures);
        return new UpdateVerdict(failures);
    }

    /**
     * Why it did not work, for people: the cause, then how much of the log follows from it. Nothing when it worked.
     *
     * @param log all that Odoo logged
     * @param own the names of the project's own modules
     */
    public List<String> told(List<LogEntry> log, Collection<String> own) {
        if (worked()) {
            return List.of();
        }
        String cause = UpdateCause.of(log, own)
                .map(UpdateCause::text)
                .orElseGet(() -> failures.stream()
                        .min(Comparator.comparingInt(UpdateVerdict::rank))
                        .orElseThrow()
                        .text());
        int more = failures.size() - 1;
        return more == 0 ? List.of(cause) : List.of(cause, more + " more findings follow from it");
    }

    /** What tells most of why, before what only tells that. */
    private static int rank(UpdateFailure failure) {
        return switch (failure) {
            case UpdateFailure.Line(Reason reason, LogEntry entry) -> reason == Reason.STATES_RESET ? 3 : 0;
            case UpdateFailure.WrongVersion wrong -> 1;
            case UpdateFailure.NotInstalled not -> 1;
            case UpdateFailure.Unfinished unfinished -> 2;
            case UpdateFailure.NotLoaded not -> 4;
            case UpdateFailure.Exit exit -> 5;
        };
    }

    /**
     * The messages of failed constraints and broken customized views, of an update of the code that production has:
     * what a new update may log again without being to blame. Nothing else is ever excused.
     */
    public static Set<String> excusable(List<LogEntry> log) {
        return log.stream()
                .filter(entry -> Reason.of(entry).filter(Reason::mayBeKnown).isPresent())
                .map(LogEntry::message)
                .collect(Collectors.toSet());
    }

    /**
     * What was said of modules that were loaded after all. In the first pass those are passed over that need a module which is new: the
     * second installs it, and loads them. A module that is updated says so when it is loaded; of the others Odoo says at the end which
     * it did not load.
     */
    private static Set<LogEntry> passing(List<LogEntry> log, Collection<ModuleRow> after, Set<String> updated) {
        Set<LogEntry> passing = new HashSet<>();
        Set<String> loaded = new HashSet<>();
        Set<String> installed = after.stream()
                .filter(row -> row.state().equals("installed"))
                .map(ModuleRow::name)
                .collect(Collectors.toSet());
        boolean allLoaded =
                log.stream().noneMatch(entry -> Reason.of(entry).equals(Optional.of(Reason.MODULES_NOT_LOADED)));
        for (LogEntry entry : log.reversed()) {
            Matcher loading = LOADING.matcher(entry.message());
            if (loading.lookingAt()) {
                loaded.add(loading.group(1));
            } else if (Reason.ofOnePass(entry)) {
                Reason.LEFT_OUT
                        .module(entry)
                        .filter(module -> loaded.contains(module)
                                || (allLoaded && !updated.contains(module) && installed.contains(module)))
                        .ifPresent(module -> passing.add(entry));
            }
        }
        return passing;
    }

    private static void line(LogEntry entry, Set<String> known, Set<String> used, List<UpdateFailure> failures) {
        Reason.of(entry)
                .filter(reason -> reason != Reason.ERROR || ErrorGroup.isError(entry))
                .filter(reason -> reason.module(entry)
                        .filter(module -> !used.contains(module))
                        .isEmpty())
                .filter(reason -> !(reason.mayBeKnown() && known.contains(entry.message())))
                .ifPresent(reason -> failures.add(new UpdateFailure.Line(reason, entry)));
    }

    private static void versions(
            Collection<ModuleRow> after, Map<String, String> expected, List<UpdateFailure> failures) {
        Map<String, ModuleRow> rows = after.stream().collect(Collectors.toMap(ModuleRow::name, Function.identity()));
        expected.keySet().stream().sorted().forEach(module -> {
            ModuleRow row = rows.get(module);
            String version = expected.get(module);
            if (row == null || !row.state().equals("installed")) {
                failures.add(new UpdateFailure.NotInstalled(module, row == null ? "" : row.state()));
            } else if (!row.latestVersion().equals(version)) {
                failures.add(new UpdateFailure.WrongVersion(module, String.valueOf(version), row.latestVersion()));
            }
        });
    }
}
