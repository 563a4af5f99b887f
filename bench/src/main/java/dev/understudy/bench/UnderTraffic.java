package dev.understudy.bench;

import dev.understudy.bench.traffic.Load;
import dev.understudy.bench.traffic.Session;
import dev.understudy.bench.traffic.SlowReport;
import dev.understudy.bench.traffic.Sums;
import dev.understudy.model.run.RunView;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Performs runs on production while users are at work in it. */
final class UnderTraffic {

    private static final String PRODUCTION = "production";

    /** Users are there before a run, and after it. */
    private static final Duration AROUND = Duration.ofSeconds(3);

    private final UnderTest understudy;
    private final KeptPartners keptPartners;
    private final Session session;
    private final SlowReport slow;
    private final int perSecond;

    UnderTraffic(UnderTest understudy, KeptPartners keptPartners, Session session, int perSecond) {
        this.understudy = understudy;
        this.keptPartners = keptPartners;
        this.session = session;
        this.slow = SlowReport.of(session);
        this.perSecond = perSecond;
    }

    /** What was performed, and what users got of it. */
    record Performed(RunView run, TrafficRow row) {}

    Performed deploy(String what, String release, OptionalDouble bare) throws InterruptedException, IOException {
        return perform(what, "deploy", Map.of("release", release), bare, false);
    }

    /** Takes back a deploy of code alone: nothing that was written meanwhile may be missing. */
    Performed rollBackCode(String what, RunView deploy) throws InterruptedException, IOException {
        return perform(what, "rollback", Map.of("to", deploy.id()), OptionalDouble.empty(), false);
    }

    /** Goes back to the data before a deploy: what was written since is set aside. */
    Performed rollBackData(String what, RunView deploy) throws InterruptedException, IOException {
        return perform(what, "rollback", Map.of("to", deploy.id(), "discard", "true"), OptionalDouble.empty(), true);
    }

    private Performed perform(
            String what, String verb, Map<String, String> arguments, OptionalDouble bare, boolean setsAside)
            throws InterruptedException, IOException {
        String name = "Bench " + Instant.now();
        try (Load load = Load.begin(session, slow, perSecond, name)) {
            Thread.sleep(AROUND);
            Instant asked = Instant.now();
            RunView run = understudy.perform(PRODUCTION, verb, arguments);
            Thread.sleep(AROUND);
            Sums sums = load.end();
            int aside = setsAside ? aside(run, name, sums.lost()) : 0;
            return new Performed(run, new TrafficRow(what, sums, bare, served(asked, run), aside));
        }
    }

    private static double served(Instant asked, RunView run) {
        return UnderTest.seconds(
                asked,
                run.steps().stream()
                        .filter(step -> Set.of("serve-requests", "switch").contains(step.name()))
                        .map(step -> UnderTest.moment(step.finishedAt()))
                        .findFirst()
                        .orElseThrow());
    }

    /** How many of these names are in the restore point that a rollback leaves of what was there. */
    private int aside(RunView rollback, String prefix, List<String> missing) throws IOException {
        String database = Machine.database(understudy.environment(PRODUCTION)).name();
        Set<String> there = keptPartners.names("before-" + rollback.id(), database, prefix);
        return (int) missing.stream().filter(there::contains).count();
    }
}
