package dev.understudy.engine.step.checks;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.BlamedTimes;
import dev.understudy.engine.environment.Environment;
import dev.understudy.model.evidence.RehearsalReport.LogError;
import dev.understudy.odoo.log.ErrorGroup;
import dev.understudy.odoo.log.ErrorGroups;
import dev.understudy.odoo.log.LogEntry;
import dev.understudy.odoo.log.LogParser;
import dev.understudy.targets.runtime.LogFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Errors in an environment's logs that are new: of a kind that was not logged before. */
public final class NewLogErrors {

    /** How much of the end of each log is read, also of what was rotated away. */
    private static final long LOOK_BACK = 32L << 20;

    private static final int EXAMPLE = 500;

    private static final Pattern ROTATED = Pattern.compile("\\.[0-9]{1,3}$");

    private final EnvironmentControl control;
    private final BlamedTimes blamed;

    public NewLogErrors(EnvironmentControl control, BlamedTimes blamed) {
        this.control = control;
        this.blamed = blamed;
    }

    /** Errors that the copy logged while it served, and production never did. Its tests' log is judged by itself. */
    public List<LogError> of(Environment production, Environment copy) {
        return shown(errors(List.of(control.webLog(copy)), List.of()).beyond(known(production)));
    }

    /** The ids of the kinds of errors that an environment has logged, but while it ran what was taken back. */
    public Set<String> known(Environment environment) {
        return errors(environment).all().stream()
                .map(group -> group.fingerprint().id())
                .collect(Collectors.toSet());
    }

    /** What the environment logged in this time was logged by a release that is taken back. */
    public void blame(Environment environment, Instant since, Instant until) {
        blamed.add(environment.name(), since, until);
    }

    /**
     * Errors in the environment's web and cron logs of kinds that are not among the known, but while it ran what was taken
     * back.
     */
    public List<LogError> since(Environment environment, Set<String> known) {
        return shown(errors(environment).beyond(known));
    }

    private ErrorGroups errors(Environment environment) {
        return errors(logs(environment), blamed.of(environment.name()));
    }

    /** Also those of which, for the moment, only rotated files are there. */
    private List<Path> logs(Environment environment) {
        Path folder = control.webLog(environment).getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(environment.name() + "-"))
                    .map(file -> file.resolveSibling(
                            ROTATED.matcher(file.getFileName().toString()).replaceFirst("")))
                    .filter(file -> file.toString().endsWith(".log"))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** But those of the times; a log is never in memory as a whole. */
    private static ErrorGroups errors(List<Path> logs, List<BlamedTimes.Time> times) {
        ErrorGroups errors = new ErrorGroups();
        Consumer<LogEntry> counted = entry -> {
            if (times.stream().noneMatch(time -> time.contains(entry.time().toInstant(ZoneOffset.UTC)))) {
                errors.add(entry);
            }
        };
        for (Path log : logs) {
            LogParser parser = new LogParser();
            new LogFiles(log).end(LOOK_BACK, piece -> parser.accept(piece).forEach(counted));
            parser.finish().ifPresent(counted);
        }
        return errors;
    }

    private static List<LogError> shown(List<ErrorGroup> groups) {
        return groups.stream()
                .map(group -> new LogError(
                        group.fingerprint().id(),
                        group.fingerprint().logger(),
                        group.count(),
                        cut(group.example().text())))
                .toList();
    }

    private static String cut(String text) {
        return text.length() <= EXAMPLE ? text : text.substring(text.length() - EXAMPLE);
    }
}
