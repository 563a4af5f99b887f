package dev.understudy.model.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.release.Release;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentTest {

    private static final Instant AT = Instant.parse("2026-12-01T12:00:00Z");
    private static final Method METHOD =
            new Method("ours", List.of(), Set.of("a", "b", "c"), Optional.empty(), Optional.empty(), Promotion.NONE);

    private static String digest(
            String id, Instant at, String build, Map<String, String> commits, Map<String, String> wanted) {
        return Content.digest(new Release(id, at, "bo", build, commits), wanted, METHOD);
    }

    @Test
    void theSameContentHasTheSameDigestWhateverItIsCalled() {
        String one = digest("r1", AT, "debian:19.0-1", Map.of("sales", "c1", "stock", "c2"), Map.of("sales", "x==1"));
        String other = digest(
                "r2",
                AT.plusSeconds(9),
                "debian:19.0-1",
                Map.of("stock", "c2", "sales", "c1"),
                Map.of("sales", "x==1"));

        assertThat(other).isEqualTo(one);
    }

    @Test
    void otherCodeBuildPackagesOrMethodAreAnotherContent() {
        Release release = new Release("r1", AT, "bo", "debian:19.0-1", Map.of("sales", "c1"));
        Method stricter =
                new Method("ours", List.of(), Set.of("a"), Optional.empty(), Optional.empty(), Promotion.NONE);

        assertThat(Set.of(
                        Content.digest(release, Map.of(), METHOD),
                        digest("r1", AT, "debian:19.0-2", Map.of("sales", "c1"), Map.of()),
                        digest("r1", AT, "debian:19.0-1", Map.of("sales", "c2"), Map.of()),
                        digest("r1", AT, "debian:19.0-1", Map.of("sales", "c1"), Map.of("sales", "x==1")),
                        Content.digest(release, Map.of(), stricter)))
                .hasSize(5);
    }
}
