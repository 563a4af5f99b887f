package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bench.traffic.Load;
import dev.understudy.bench.traffic.Session;
import dev.understudy.bench.traffic.SlowReport;
import dev.understudy.bench.traffic.Sums;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.targets.runtime.Instance.Slot;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users at work in the sample's production while something is done with it. */
final class Traffic {

    /** Of each kind of request; a machine that is ten times slower answers no more. */
    static final int PER_SECOND = "slow".equals(System.getenv("UNDERSTUDY_RING")) ? 1 : 5;

    private final SampleProduction sample;

    Traffic(SampleProduction sample) {
        this.sample = sample;
    }

    /** What was seen of a run: where requests went, one after the other, and what became of them. */
    record Seen(RunView run, List<Optional<Slot>> doors, Sums sums) {}

    Session signIn() {
        EnvironmentView production = sample.production();
        return Session.signIn(
                URI.create("http://127.0.0.1:" + SampleProduction.http(production)),
                requireNonNull(production.database()).name(),
                "admin",
                "admin");
    }

    /** Does something with production, which succeeds. */
    Seen during(Session session, SlowReport slow, String verb, Map<String, String> arguments)
            throws InterruptedException {
        try (Doorway doorway = Doorway.of(sample.service());
                Load load = Load.begin(session, slow, PER_SECOND, "Traffic " + verb + arguments)) {
            RunView run = sample.api().perform(PRODUCTION, verb, arguments);
            assertThat(run.status()).as(sample.api().told(run)).isEqualTo("succeeded");
            return new Seen(run, doorway.seen(), load.end());
        }
    }

    static void assertNobodyNoticed(Sums sums) {
        assertThat(sums.errors()).as(sums.toString()).isEmpty();
        assertThat(sums.failures()).isZero();
        assertThat(sums.written()).isPositive();
        assertThat(sums.lost()).isEmpty();
        assertThat(sums.twice()).isZero();
    }
}
