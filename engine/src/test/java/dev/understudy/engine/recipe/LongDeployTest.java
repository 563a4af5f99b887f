package dev.understudy.engine.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.model.run.RunView;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a deploy that takes longer than requests are held: 60 s, where the file says nothing. */
class LongDeployTest {

    private static final String CODE = "preflight.hold-too-short";

    @AutoClose
    private final Performing runs = new Performing();

    private FakeProduction production;

    @BeforeEach
    void running() {
        production = runs.production(Flaw.NONE);
    }

    @Test
    void itIsSaidBeforeAndAtTheStartAndKeepsNothingFromGoingOn() {
        production.predicted(Duration.ofMillis(192_100));

        assertThat(runs.planOfDeploy(production)).anyMatch(line -> line.startsWith("preflight") && line.contains(CODE));

        RunView run = runs.deploy(production);

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(run.warning()).isNull();
        assertThat(preflight(run))
                .contains("193 s", "held for 60 s", "first 133 s", "maintenance page", "hold", "understudy.yaml", CODE);
    }

    @Test
    void nothingIsSaidOfOneThatTakesNoLonger() {
        production.predicted(Duration.ofSeconds(60));

        assertThat(runs.planOfDeploy(production)).noneMatch(line -> line.contains(CODE));
        assertThat(preflight(runs.deploy(production))).isEmpty();
    }

    private static String preflight(RunView run) {
        return run.steps().stream()
                .filter(step -> step.name().equals("preflight"))
                .map(RunView.StepView::detail)
                .findFirst()
                .orElseThrow();
    }
}
