package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bench.Machine;
import dev.understudy.bench.faults.Production;
import dev.understudy.bench.faults.Strike;
import dev.understudy.bench.faults.Strike.Wish;
import dev.understudy.bench.faults.Trial;
import dev.understudy.bench.faults.Trials;
import dev.understudy.bench.faults.Trials.Releases;
import dev.understudy.bench.faults.Victim;
import dev.understudy.bench.traffic.SampleChange;
import dev.understudy.bench.traffic.Session;
import dev.understudy.bench.traffic.SlowReport;
import dev.understudy.model.home.Home;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What serves production is killed, one thing at a time; the long form is {@code bench/faults}. {@link KilledServiceIT} kills the service. */
@Tag("long")
@ExtendWith(SharedProduction.class)
@Timeout(900)
class FaultsIT {

    private static final long SEED = 19;
    private static final int PER_SECOND = 5;
    private static final String METHOD = "faults_code";

    private final SampleProduction sample;

    FaultsIT(SampleProduction sample) {
        this.sample = sample;
    }

    @Test
    void productionIsTheOldOrTheNewAndLosesNothingWhateverIsKilled() throws IOException, InterruptedException {
        Home home = sample.service().home();
        String base = String.valueOf(sample.production().release());
        String code = sample.api()
                .release(sample.commitOn(
                        "sales", "Count by " + METHOD, checkout -> SampleChange.CODE.make(checkout, METHOD)))
                .id();
        Production production = new Production(home, new Machine(home), sample.service()::start);
        Random moments = new Random(SEED);
        try (Session session = production.signIn()) {
            SlowReport slow = SlowReport.of(session);
            Trials trials = new Trials(production, new Releases(base, code, METHOD, ""), slow, PER_SECOND);

            for (Strike strike : List.of(
                    new Strike(1, Victim.POSTGRESQL, Wish.CODE, moments.nextDouble()),
                    new Strike(2, Victim.EDGE, Wish.CODE, moments.nextDouble()))) {
                Trial trial = trials.perform(strike);

                assertThat(trial.violations()).as(trial.toString()).isEmpty();
                System.err.println(trial);
            }
            slow.remove(session);
        }
    }
}
