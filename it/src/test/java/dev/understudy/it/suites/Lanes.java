package dev.understudy.it.suites;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.reporting.legacy.xml.LegacyXmlReportGeneratingListener;

/**
 * Runs suites side by side: most of a suite's time it waits for Odoo, PostgreSQL or the clock. Each has a home, ports and
 * system users of its own.
 */
final class Lanes {

    private static final int LANES = 3;
    private static final int TRACE = 60;

    /** What JUnit calls the report of an execution. */
    private static final String REPORT = "TEST-junit-jupiter.xml";

    private final Ring ring;
    private final Path reports;
    private final Hours hours;
    private final InstantSource clock;
    private final PrintStream out;
    private final CancellationToken cancel = CancellationToken.create();

    /**
     * @param reports a folder, gets an XML file of each suite
     * @param out for who watches: a line as a suite begins and as it ends, and all failures
     */
    Lanes(Ring ring, Path reports, Hours hours, InstantSource clock, PrintStream out) {
        this.ring = ring;
        this.reports = reports;
        this.hours = hours;
        this.clock = clock;
        this.out = out;
    }

    /** A line for who watches. */
    void say(String line) {
        out.println(line);
    }

    /** Runs these in their order while there is time; those that were begun. */
    List<Outcome> run(List<Suite> suites) {
        Queue<Suite> waiting = new ConcurrentLinkedQueue<>(suites);
        List<Outcome> outcomes = new ArrayList<>();
        Timer bell = new Timer(true);
        try (ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
            if (!hours.equals(Hours.UNLIMITED)) {
                long left = Duration.between(clock.instant(), hours.end()).toMillis();
                bell.schedule(new End(), Math.max(0, left));
            }
            List<Future<List<Outcome>>> works = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                works.add(lanes.submit(() -> lane(waiting)));
            }
            for (Future<List<Outcome>> work : works) {
                outcomes.addAll(work.get());
            }
            return outcomes;
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(wish);
        } finally {
            bell.cancel();
            Stop.over();
        }
    }

    private final class End extends TimerTask {
        @Override
        public void run() {
            stop();
        }
    }

    private List<Outcome> lane(Queue<Suite> waiting) {
        List<Outcome> outcomes = new ArrayList<>();
        while (clock.instant().isBefore(hours.lastBeginning()) && !cancel.isCancellationRequested()) {
            Suite next = waiting.poll();
            if (next == null) {
                break;
            }
            out.println(next.name() + " begins");
            Outcome outcome = run(next);
            out.println(outcome.line());
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private Outcome run(Suite suite) {
        long began = System.nanoTime();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Path folder = reports.resolve(suite.name());
        PrintWriter said = new PrintWriter(out, true, StandardCharsets.UTF_8);
        LauncherFactory.create()
                .execute(LauncherExecutionRequestBuilder.request(suite.request(ring))
                        .listeners(listener, new LegacyXmlReportGeneratingListener(folder, said))
                        .cancellationToken(cancel)
                        .build());
        boolean stopped = cancel.isCancellationRequested();
        keep(folder, suite);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(said, TRACE);
        return new Outcome(
                suite,
                summary.getTestsSucceededCount(),
                summary.getTestsFailedCount() + summary.getContainersFailedCount(),
                summary.getTestsAbortedCount() + summary.getTestsSkippedCount(),
                Duration.ofNanos(System.nanoTime() - began),
                stopped);
    }

    /** Lets no suite begin, and ends those that run; they clear up after themselves. */
    void stop() {
        out.println("No time is left: what runs is stopped");
        cancel.cancel();
        Stop.all();
    }

    /** Under a name of the suite's own. */
    private void keep(Path folder, Suite suite) {
        try {
            Files.move(
                    folder.resolve(REPORT),
                    reports.resolve("TEST-" + suite.className() + ".xml"),
                    StandardCopyOption.REPLACE_EXISTING);
            Files.delete(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
