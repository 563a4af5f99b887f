package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.targets.runtime.LogFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the logs of all environments within bounds: those of Odoo's instances by size, those of single runs by count. */
public final class LogKeeper implements AutoCloseable {

    /** Bytes that an instance's log may have. */
    static final long LARGEST = 50L << 20;

    /** Rotated files that stay of each. */
    static final int KEPT = 5;

    /** Logs of updates and tests that stay in each environment. */
    static final int RUNS_KEPT = 40;

    private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);
    private static final Pattern OF_A_RUN = Pattern.compile("(update|tests|try-out)-run-[0-9]+\\.log");

    private final ProjectHome home;
    private final Environments environments;
    private final long largest;
    private final Rounds rounds;

    /** With the usual bounds, looked at in an interval. */
    public LogKeeper(ProjectHome home, Environments environments, Duration interval) {
        this(home, environments, interval, LARGEST);
    }

    /** With a bound of so many bytes for an instance's log. */
    public LogKeeper(ProjectHome home, Environments environments, Duration interval, long largest) {
        this.home = home;
        this.environments = environments;
        this.largest = largest;
        this.rounds = new Rounds("log-keeper", this::look, interval);
    }

    public void start() {
        rounds.start();
    }

    /** One look. */
    public void look() {
        for (Environment environment : environments.list()) {
            Path logs = home.environment(environment.name()).resolve("logs");
            try {
                if (Files.isDirectory(logs, LinkOption.NOFOLLOW_LINKS)) {
                    bound(logs);
                }
            } catch (IOException failure) {
                LOG.warn("The logs in {} could not be kept within bounds", logs, failure);
            }
        }
    }

    private void bound(Path logs) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.list(logs)) {
            all = files.filter(file -> file.toString().endsWith(".log")).toList();
        }
        for (Path log : all) {
            if (!ofARun(log) && new LogFiles(log).rotate(largest, KEPT)) {
                LOG.info("{} was rotated", log);
            }
        }
        List<Path> old = all.stream()
                .filter(LogKeeper::ofARun)
                .sorted(Comparator.comparing(LogKeeper::written).reversed())
                .skip(RUNS_KEPT)
                .toList();
        for (Path log : old) {
            Files.deleteIfExists(log);
        }
    }

    private static boolean ofARun(Path log) {
        return OF_A_RUN.matcher(log.getFileName().toString()).matches();
    }

    private static FileTime written(Path log) {
        try {
            return Files.getLastModifiedTime(log, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException gone) {
            LOG.debug("{} is gone", log, gone);
            return FileTime.fromMillis(0);
        }
    }

    @Override
    public void close() {
        rounds.close();
    }
}
