package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.run.RunView;
import dev.understudy.model.view.DecisionView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The one act that is right for a release now. */
class NextTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    @Test
    void whatIsDoneWithItAlreadyIsFollowed() {
        assertThat(Next.of(rehearsable(), List.of())).extracting(Next::kind).isEqualTo("rehearse");
        assertThat(Next.of(rehearsable(), List.of(run("run-7", "rehearse", "r3", "running"))))
                .extracting(Next::kind, Next::subject)
                .containsExactly("follow", "run-7");
        assertThat(Next.of(rehearsable(), List.of(run("run-8", "deploy", "r3", "queued"))))
                .extracting(Next::subject)
                .isEqualTo("run-8");
    }

    @Test
    void whatHasEndedOrIsOfAnotherReleaseIsNot() {
        assertThat(Next.of(
                                rehearsable(),
                                List.of(
                                        run("run-7", "rehearse", "r3", "failed"),
                                        run("run-8", "rehearse", "r4", "running"),
                                        run("run-9", "backup", "", "running")))
                        .kind())
                .isEqualTo("rehearse");
    }

    private static DecisionView rehearsable() {
        return new DecisionView(
                "r3",
                "d".repeat(64),
                "hdz-ii",
                List.of(),
                null,
                null,
                "missing",
                List.of(),
                null,
                null,
                "understudy rehearse r3",
                null,
                null,
                null,
                null);
    }

    private static RunView run(String id, String recipe, @Nullable String release, String status) {
        return new RunView(
                id,
                recipe,
                "rehearsal",
                release,
                status,
                NOON,
                status.equals("failed") ? NOON : null,
                List.of(),
                NOON,
                "bo",
                null,
                null,
                null);
    }
}
