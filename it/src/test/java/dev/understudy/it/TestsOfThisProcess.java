package dev.understudy.it;

import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.PostgresBinaries;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs test classes in a process of their own: the major version that must be the installed one, then their names. */
final class TestsOfThisProcess {

    private TestsOfThisProcess() {}

    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        String bin = new PostgresBinaries(new LocalHost("local", CommandLog.NONE))
                .newest()
                .toString();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        if (!bin.endsWith("/" + words.getFirst() + "/bin")) {
            out.println("The newest PostgreSQL of this process is in " + bin);
            System.exit(2);
        }
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(words.stream()
                                        .skip(1)
                                        .map(DiscoverySelectors::selectClass)
                                        .toList())
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(out, 30);
        summary.printTo(out);
        boolean passed = summary.getTotalFailureCount() == 0
                && summary.getTestsSucceededCount() >= words.size() - 1
                && summary.getTestsSkippedCount() == 0;
        System.exit(passed ? 0 : 1);
    }
}
