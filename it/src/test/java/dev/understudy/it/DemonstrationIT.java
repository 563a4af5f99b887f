package dev.understudy.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.run.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** Tests that are made for demonstration data, as those of most addons are, in rehearsals on a real Odoo 19. */
@ExtendWith(SharedProduction.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(3600)
@Tag("long")
class DemonstrationIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MODULE = "acme_sale_priority";

    private final SampleProduction sample;
    private final Api api;

    DemonstrationIT(SampleProduction sample) {
        this.sample = sample;
        this.api = sample.api();
    }

    @Test
    @Order(1)
    void aNewTestThatWantsDemonstrationDataRunsOnIt() {
        RunView run = rehearsed("Test levels", "TestWanting", "self.env.ref('base.user_demo').login, 'demo'");
        assertThat(run.status()).as(api.told(run)).isEqualTo("succeeded");
        RehearsalReport.Tests tests = report(run).findings().tests();
        assertThat(tests.known()).extracting(RehearsalReport.Known::reason).containsExactly("new");
        assertThat(tests.demonstration().without()).isEmpty();
        assertThat(tests.demonstration().ran()).isPositive();
        assertThat(tests.demonstration().failures()).isEmpty();
    }

    @Test
    @Order(2)
    void whatFailsThereWithTheReleaseAloneStopsIt() {
        RunView run = rehearsed("Test levels wrongly", "TestWrong", "self.env.ref('base.user_demo').login, 'nobody'");
        assertThat(run.error()).as(api.told(run)).isNotNull();
        assertThat(requireNonNull(run.error()).code()).isEqualTo("rehearsal.demonstration-tests-failed");
        assertThat(requireNonNull(run.error()).what()).contains("TestWrong.test_level");
        assertThat(report(run).findings().tests().failures()).isEmpty();
    }

    private RunView rehearsed(String subject, String name, String equal) {
        return api.rehearse(api.release(sample.commitOn("sales", subject, checkout -> {
                    Path tests = checkout.resolve(MODULE).resolve("tests");
                    Files.createDirectories(tests);
                    addTest(tests, name, equal);
                    // A module of which the tests alone differ is not updated.
                    Path model = checkout.resolve(MODULE).resolve("models/acme_priority_level.py");
                    Files.writeString(model, Files.readString(model) + "# " + subject + "\n");
                }))
                .id());
    }

    private static void addTest(Path tests, String name, String equal) throws IOException {
        String file = "test_" + name.toLowerCase(Locale.ROOT);
        Path init = tests.resolve("__init__.py");
        String present = Files.exists(init) ? Files.readString(init) : "";
        Files.writeString(init, present + "from . import " + file + "\n");
        Files.writeString(tests.resolve(file + ".py"), """
                from odoo.tests.common import TransactionCase


                class %s(TransactionCase):

                    def test_level(self):
                        self.assertEqual(%s)
                """.formatted(name, equal));
    }

    private RehearsalReport report(RunView run) {
        return JSON.readValue(
                api.get("/runs/" + run.id() + "/evidence/" + RehearsalReport.NAME)
                        .body(),
                RehearsalReport.class);
    }
}
