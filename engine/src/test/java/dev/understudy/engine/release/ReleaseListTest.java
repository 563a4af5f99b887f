package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.ModuleWishes;
import dev.understudy.model.release.Reason;
import dev.understudy.model.release.ReleaseChanges;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a list of releases tells of each, without reading all that it changes. */
@Timeout(60)
class ReleaseListTest {

    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");

    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);
    private final Releases releases = new Releases(database.jdbi());
    private final Rehearsals rehearsals = new Rehearsals(database.jdbi());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tellsTheClassOfEachAndHowItsLatestRehearsalEnded() {
        String first = create(List.of());
        String second = create(List.of(Reason.of(Reason.Why.MODULE_ADDED, "", "", 0, "stock")));
        String third = create(List.of());
        rehearse("run-9", first, false);
        rehearse("run-10", first, true);
        rehearse("run-11", second, true);
        rehearse("run-12", second, false);

        Set<String> all = Set.of(first, second, third);
        assertThat(releases.extents(all))
                .extractingFromEntries(
                        Map.Entry::getKey, extent -> extent.getValue().declared())
                .containsExactlyInAnyOrder(
                        tuple(first, releases.changes(first).declared()),
                        tuple(second, releases.changes(second).declared()),
                        tuple(third, ChangeClass.A));
        assertThat(releases.changes(second).declared()).isNotEqualTo(ChangeClass.A);
        assertThat(rehearsals.verdicts(all)).isEqualTo(Map.of(first, true, second, false));
    }

    @Test
    void tellsTheExtentOfThoseAskedForAlone() {
        String first = create(List.of());
        String second = create(List.of());

        assertThat(releases.extents(Set.of(second, "r99"))).containsOnlyKeys(second);
        assertThat(releases.extents(Set.of())).isEmpty();
        assertThat(releases.extents(Set.of(first, second)).get(first)).isEqualTo(new Releases.Extent(ChangeClass.A, 0));
    }

    private String create(List<Reason> reasons) {
        ReleaseChanges changes = ReleaseChanges.of(List.of(), Set.of(), module -> true, reasons);
        return releases.create(NOW, "ada", "debian:19.0", Map.of("sales", "0".repeat(40)), changes, ModuleWishes.NONE)
                .id();
    }

    private void rehearse(String run, String release, boolean succeeded) {
        rehearsals.save(new Rehearsal(
                run, release, "r1", 1, succeeded, ModulePlan.NOTHING, ModuleMoves.NONE, ChangeClass.A, 0, NOW));
    }
}
