package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bench.traffic.Kind;
import dev.understudy.bench.traffic.Load;
import dev.understudy.bench.traffic.SampleChange;
import dev.understudy.bench.traffic.Session;
import dev.understudy.bench.traffic.SlowReport;
import dev.understudy.bench.traffic.Sums;
import dev.understudy.it.Traffic.Seen;
import dev.understudy.model.run.RunView;
import dev.understudy.model.run.RunView.StepView;
import dev.understudy.targets.runtime.Instance.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The code of production changes while users are at work in it: pages, reads, writes, a slow report, a websocket. {@link
 * StoriesIT} has an update under them.
 */
@Tag("long")
@ExtendWith(SharedProduction.class)
@Timeout(900)
class TrafficIT {

    /** Of a report that is under way when the code is changed. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private final SampleProduction sample;
    private final Api api;
    private final Traffic users;

    TrafficIT(SampleProduction sample) {
        this.sample = sample;
        this.api = sample.api();
        this.users = new Traffic(sample);
    }

    @Test
    void codeIsChangedAndChangedBackUnderUsersWhoDoNotNotice() throws InterruptedException {
        String release = rehearsed(SampleChange.CODE, "traffic_code", "A");
        Slot before = serving();
        try (Session session = users.signIn()) {
            SlowReport slow = SlowReport.of(session, LONG);

            Seen deploy = users.during(session, slow, "deploy", Map.of("release", release));

            assertThat(deploy.doors()).containsExactly(Optional.of(before), Optional.of(before.other()));
            assertThat(steps(deploy.run())).contains("switch").doesNotContain("hold-requests", "stop-odoo");
            Traffic.assertNobodyNoticed(deploy.sums());

            Seen rollback = users.during(
                    session, slow, "rollback", Map.of("to", deploy.run().id()));

            assertThat(rollback.doors()).containsExactly(Optional.of(before.other()), Optional.of(before));
            assertThat(steps(rollback.run())).contains("switch").doesNotContain("hold-requests", "put-back");
            Traffic.assertNobodyNoticed(rollback.sums());
            slow.remove(session);
        }
    }

    /** {@link StoriesIT} has one that is taken back, without so much traffic. */
    @Test
    void answersThatFailMoreOftenTakeTheReleaseBack() throws InterruptedException {
        String release = rehearsed("traffic_failing", "A", TrafficIT::failPages);
        String before = requireNonNull(sample.production().release());
        try (Session session = users.signIn()) {
            SlowReport slow = SlowReport.of(session, LONG);
            // Long enough for the fifty answers that a comparison needs, on a busy machine too; a breach ends it.
            sample.watch("2m");
            try (Load load = Load.begin(session, slow, Traffic.PER_SECOND, "Traffic failing")) {
                RunView run = api.deploy(release);

                assertThat(run.status()).as(api.told(run)).isEqualTo("undone");
                assertThat(requireNonNull(run.error()).code()).as(api.told(run)).isEqualTo("watch.failing");
                assertThat(Api.detail(run, "probe-signed-in")).isEqualTo("the page after the sign-in answers");
                Sums sums = load.end();
                assertThat(sums.failed().keySet()).as(sums.toString()).containsExactly(Kind.PAGE);
                assertThat(sums.lost()).isEmpty();
            } finally {
                sample.watch("4s");
            }
            slow.remove(session);
        }
        assertThat(sample.production().release()).isEqualTo(before);
        assertThat(sample.serves(PRODUCTION)).isTrue();
    }

    /** Code that no test and no log gives away: it answers with status 500, where the probe does not look. */
    private static void failPages(Path checkout) throws IOException {
        Path addon = checkout.resolve(SampleChange.MODULE);
        Files.createDirectories(addon.resolve("controllers"));
        Files.writeString(addon.resolve("controllers/__init__.py"), "from . import home\n");
        Files.writeString(addon.resolve("controllers/home.py"), """
                from odoo.http import request, route

                from odoo.addons.web.controllers.home import Home


                class FailingHome(Home):

                    @route()
                    def web_client(self, *args, **kw):
                        if request.httprequest.path == '/odoo':
                            return request.make_response('', status=500)
                        return super().web_client(*args, **kw)
                """);
        Path init = addon.resolve("__init__.py");
        Files.writeString(init, "from . import controllers\n" + Files.readString(init));
    }

    /** A release of what production runs and one change more; its class is declared and observed. */
    private String rehearsed(SampleChange change, String name, String changeClass) {
        return rehearsed(name, changeClass, checkout -> change.make(checkout, name));
    }

    private String rehearsed(String name, String changeClass, Sources.Edit edit) {
        String release =
                api.release(sample.commitOn("sales", "Change " + name, edit)).id();
        RunView run = api.rehearse(release);
        assertThat(run.status()).as(api.told(run)).isEqualTo("succeeded");
        assertThat(api.evidence(run.id(), "rehearsal").path("declared").asString())
                .isEqualTo(changeClass);
        assertThat(api.evidence(run.id(), "rehearsal").path("observed").asString())
                .isEqualTo(changeClass);
        return release;
    }

    private Slot serving() {
        try (Doorway doorway = Doorway.of(sample.service())) {
            return doorway.seen().getFirst().orElseThrow();
        }
    }

    private static List<String> steps(RunView run) {
        return run.steps().stream().map(StepView::name).toList();
    }
}
