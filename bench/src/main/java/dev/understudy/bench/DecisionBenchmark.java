package dev.understudy.bench;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.method.Decision;
import dev.understudy.model.method.NextStep;
import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts;
import dev.understudy.model.method.ReleaseFacts.Approval;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code bench/decide}: a project with fifty gates before production, with windows, closures and people, and a release of which
 * something is known for each of them; how long it takes to decide what may happen next.
 */
public final class DecisionBenchmark {

    private static final double TARGET = 1;
    private static final int GATES = 50;
    private static final int ROUNDS = 20;
    private static final int EACH = 500;
    private static final Instant NOW = Instant.parse("2026-12-01T21:00:00Z");
    private static final String DIGEST = "d1";

    private DecisionBenchmark() {}

    /** Begins. The first argument is Understudy's own folder; it takes no others. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            Bench.say("bench/decide");
            System.exit(2);
        }
        Host host = new LocalHost("local", CommandLog.NONE);
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "understudy-bench-decide");
        try {
            measure(host, folder);
        } finally {
            host.delete(folder);
        }
    }

    private static void measure(Host host, Path folder) throws IOException {
        Report report = new Report();
        Files.createDirectories(folder.resolve("volumes"));
        MachineFacts.report(report::fact, host, folder);
        Files.writeString(folder.resolve("ours.yaml"), method());
        Path file = folder.resolve("understudy.yaml");
        Files.writeString(file, project());
        Project project = ProjectFile.read(file).require();
        ReleaseFacts facts = facts();
        NextStep next = new NextStep(project.method(), project.calendar(), project.people());
        report.load("before");
        List<Double> first = List.of(millis(next, facts));
        List<Double> medians = new ArrayList<>();
        List<Double> longest = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<Double> each = IntStream.range(0, EACH)
                    .mapToObj(one -> millis(next, facts))
                    .toList();
            medians.add(each.stream().sorted().toList().get(EACH / 2));
            longest.add(each.stream().max(Double::compare).orElseThrow());
        }
        report.fact("gates", Integer.toString(next.decide(facts, NOW).gates().size()));
        report.add(Figure.below(TARGET, "ms", "a decision, the median of " + EACH, medians));
        report.add(Figure.beside("ms", "the longest of these", longest));
        report.add(Figure.beside("ms", "the first, in a program that has just begun", first));
        Bench.say(report.markdown());
    }

    private static double millis(NextStep next, ReleaseFacts facts) {
        long begun = System.nanoTime();
        Decision decision = next.decide(facts, NOW);
        double millis = (System.nanoTime() - begun) / 1e6;
        if (decision.gates().size() != GATES) {
            throw new IllegalStateException(decision.gates().size() + " gates");
        }
        return millis;
    }

    /** Of each kind of gate so many that there are fifty. */
    private static String method() {
        String gates = Stream.of(
                        IntStream.range(0, 10).mapToObj(i -> "{ gate: window, name: window-" + (char) ('a' + i) + " }"),
                        IntStream.range(0, 10)
                                .mapToObj(i -> "{ gate: soak, name: soak-" + (char) ('a' + i) + ", lasting: 1d }"),
                        IntStream.range(0, 15)
                                .mapToObj(i -> "{ gate: approval, name: approval-" + (char) ('a' + i)
                                        + ", by: [client, release-manager], needed: 2 }"),
                        IntStream.range(0, 15)
                                .mapToObj(i -> "{ gate: clean-logs, name: logs-" + (char) ('a' + i)
                                        + ", lasting: 1d, within: 7d, by: [release-manager] }"))
                .flatMap(stream -> stream)
                .map(gate -> "      - " + gate + "\n")
                .collect(Collectors.joining());
        return """
                method: ours
                stages:
                  - name: development
                  - name: staging
                    environment: staging
                    act: keep
                  - name: production
                    environment: production
                    act: deploy
                    gates:
                """ + gates;
    }

    private static String project() {
        String people = IntStream.range(0, 20)
                .mapToObj(i -> "  - { name: p" + i + ", mail: p" + i + "@acme.example, roles: ["
                        + (i % 2 == 0 ? "client" : "release-manager") + "] }\n")
                .collect(Collectors.joining());
        String closures = IntStream.range(1, 11)
                .mapToObj(i ->
                        "  - { from: \"2027-%02d-24\", until: \"2027-%02d-26\", timezone: Europe/Madrid, reason: Month }\n"
                                .formatted(i, i))
                .collect(Collectors.joining());
        return """
                project: acme
                odoo: { series: "19.0" }
                repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
                environments: { production: {}, staging: { copy_of: production } }
                method: ours.yaml
                windows:
                  - { days: [mon, tue, wed, thu], from: "20:00", to: "23:00", timezone: Europe/Madrid }
                  - { days: [sat], from: "06:00", to: "18:00", timezone: Europe/Madrid }
                """ + "people:\n" + people + "closures:\n" + closures;
    }

    private static ReleaseFacts facts() {
        Instant before = NOW.minus(Duration.ofDays(3));
        List<Evidence> evidence = Stream.of(Proof.values())
                .map(proof -> new Evidence(proof, DIGEST, true, before, NOW.minusSeconds(60), "run-4", "3/3"))
                .toList();
        List<Approval> approvals = IntStream.range(0, 15)
                .boxed()
                .flatMap(i -> Stream.of("p0", "p1").map(person -> yes("approval-" + (char) ('a' + i), person)))
                .toList();
        return new ReleaseFacts(
                "r7",
                DIGEST,
                ChangeClass.C,
                Set.of("acme_sales", "sale"),
                Set.of("bo"),
                "bo",
                Map.of("development", before, "staging", before),
                evidence,
                approvals,
                List.of(),
                Optional.of(Duration.ofMinutes(3)),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    private static Approval yes(String gate, String person) {
        Instant said = NOW.minusSeconds(600);
        return new Approval(DIGEST, gate, person, true, "", said, "run-4", said, Optional.empty());
    }
}
