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
        production.measured(Duration.ofMinutes(2));

        assertThat(runs.planOfDeploy(production))
                .anyMatch(line -> line.startsWith("Look whether it can go well") && line.contains(CODE));

        RunView run = runs.deploy(production);

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(run.warning()).isNull();
        assertThat(preflight(run))
                .contains("194 s", "held for 60 s", "first 134 s", "maintenance page", "hold", "understudy.yaml", CODE);
    }

    @Test
    void nothingIsSaidOfOneThatTakesNoLonger() {
        production.measured(Duration.ofSeconds(30));

        assertThat(runs.planOfDeploy(production)).noneMatch(line -> line.contains(CODE));
        assertThat(preflight(runs.deploy(production))).isEmpty();
    }

    @Test
    void whatIsPredictedIsSaidWhenRequestsAreHeldAndWhatItTookWhenTheyAreServed() {
        production.measured(Duration.ofSeconds(30));

        RunView run = runs.deploy(production);

        assertThat(detail(run, "hold-requests")).contains("predicted 31 s", "at most 50 s");
        assertThat(detail(run, "serve-requests")).contains("users waited", "predicted 31 s");
        assertThat(production.records().forecasts().ofRelease(FakeProduction.NEW))
                .singleElement()
                .satisfies(deploy -> {
                    assertThat(deploy.run()).isEqualTo(run.id());
                    assertThat(deploy.rehearsedMillis()).isEqualTo(30_000);
                    assertThat(deploy.said().likelyMillis()).isEqualTo(31_200);
                    assertThat(deploy.actualMillis()).isGreaterThanOrEqualTo(deploy.performedMillis());
                });
    }

    private static String preflight(RunView run) {
        return detail(run, "preflight");
    }

    private static String detail(RunView run, String name) {
        return run.steps().stream()
                .filter(step -> step.name().equals(name))
                .map(RunView.StepView::detail)
                .findFirst()
                .orElseThrow();
    }
}
