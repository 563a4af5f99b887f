package dev.understudy.process.measure;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.odoo.log.ErrorGroup;
import dev.understudy.odoo.log.ErrorGroups;
import dev.understudy.odoo.log.Fingerprint;
import dev.understudy.odoo.log.LogEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at the logs of all environments from time to time, and keeps the errors in them by kind. */
public final class LogWatch {

    /** Of a run that updated modules, which is judged by that run. */
    private static final Pattern OF_A_RUN = Pattern.compile(".*run-\\d+.*");

    private final ProjectHome home;
    private final Environments environments;
    private final Predicate<Environment> running;
    private final LoggedErrors logged;
    private final Map<Path, GrowingLog> logs = new HashMap<>();

    /**
     * @param running whether an environment's Odoo runs: one that does not logs nothing, which is no good news
     */
    public LogWatch(ProjectHome home, Environments environments, Predicate<Environment> running, LoggedErrors logged) {
        this.home = home;
        this.environments = environments;
        this.running = running;
        this.logged = logged;
    }

    /** One look. */
    public void look(Instant now) {
        for (Environment environment : environments.list()) {
            if (!environment.name().equals(Environment.REHEARSAL)) {
                look(environment, now);
            }
        }
    }

    private void look(Environment environment, Instant now) {
        Instant before = logged.watched(environment.name())
                .map(LoggedErrors.Watched::lookedAt)
                .orElse(Instant.EPOCH);
        ErrorGroups groups = new ErrorGroups();
        Map<String, Instant> last = new HashMap<>();
        for (Path file : files(environment)) {
            boolean known = logs.containsKey(file);
            try {
                logs.computeIfAbsent(file, GrowingLog::new).read(entry -> {
                    // What an earlier process of Understudy has counted is not counted twice.
                    if (ErrorGroup.isError(entry) && (known || at(entry).isAfter(before))) {
                        groups.add(entry);
                        last.put(Fingerprint.of(entry).id(), at(entry));
                    }
                });
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        for (ErrorGroup group : groups.all()) {
            Instant first = LoggedErrors.at(group);
            logged.add(
                    environment.name(),
                    environment.release(),
                    group,
                    first,
                    last.getOrDefault(group.fingerprint().id(), first));
        }
        if (running.test(environment)) {
            logged.looked(environment.name(), now);
        }
    }

    private List<Path> files(Environment environment) {
        Path folder = home.environment(environment.name()).resolve("logs");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log")
                            && file.getFileName().toString().startsWith(environment.name() + "-")
                            && !OF_A_RUN.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Instant at(LogEntry entry) {
        return entry.time().toInstant(ZoneOffset.UTC);
    }
}
