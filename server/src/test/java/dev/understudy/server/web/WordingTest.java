package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.text.Texts;
import dev.understudy.server.access.Visitor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What sentences of the program name is told by the reader's clock, and led to. */
final class WordingTest {

    @Test
    void aMomentIsTheReadersAndARunIsALink() {
        assertThat(frame("acme").parts("run-3 waits until 2026-03-01T19:00:00Z: window"))
                .containsExactly(
                        new Wording.Part("run-3", null, "/projects/acme/runs/run-3"),
                        new Wording.Part(" waits until ", null, null),
                        new Wording.Part("2026-03-01T19:00:00Z", Instant.parse("2026-03-01T19:00:00Z"), null),
                        new Wording.Part(": window", null, null));
    }

    @Test
    void whatACommandWouldShowIsALink() {
        assertThat(
                        links(
                                "understudy release show r12 says why, understudy release list has all. See: understudy run show run-3"))
                .containsExactly("r12", "acme", "run-3");
    }

    @Test
    void evidenceIsLedToWhereItMayBeRead() {
        Frame frame = frame("acme");
        List<String> pieces = List.of("rehearsal", "test-log", "test-log-before");
        assertThat(frame.parts("The rehearsal left test-log-before.", "run-3", pieces))
                .filteredOn(part -> part.to() != null)
                .containsExactly(new Wording.Part(
                        "Log of the tests with production's code",
                        null,
                        "/projects/acme/runs/run-3/evidence/test-log-before"));
        assertThat(frame.parts("understudy run show run-3 --evidence prints", "run-3", pieces))
                .as("a command stays one where the page has nothing to lead to")
                .containsExactly(new Wording.Part("understudy run show run-3 --evidence prints", null, null));
    }

    @Test
    void whatOnlyLooksLikeItStaysAsItIs() {
        assertThat(links("pre-run-3x, run-0, understudy release show r0, 2026-13-01T19:00:00Z, test-log"))
                .isEmpty();
        assertThat(frame("").parts("run-3")).containsExactly(new Wording.Part("run-3", null, null));
    }

    private static List<String> links(String sentence) {
        return frame("acme").parts(sentence).stream()
                .filter(part -> part.to() != null || part.at() != null)
                .map(Wording.Part::text)
                .toList();
    }

    private static Frame frame(String project) {
        return new Frame(
                Texts.of("server", Locale.ENGLISH),
                Visitor.NOBODY,
                "",
                new Frame.Place(project, "", "/"),
                new Assets(),
                List.of());
    }
}
