package dev.understudy.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.server.access.ShareBook.Allowed;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Links to copies in a real control plane. */
final class SqlShareBookTest {

    private static final Instant NOW = Instant.parse("2036-03-02T09:30:00Z");

    @AutoClose
    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    private final ShareBook book = new SqlShareBook(database.jdbi());

    @Test
    void aLinkCountsUntilItsTimeIsOverOrItIsEnded() {
        book.keep(link("a1"), "hash-a");
        book.keep(link("b2"), "hash-b");

        assertThat(book.find("hash-a", NOW)).hasValueSatisfying(kept -> {
            assertThat(kept.allowed()).containsExactly(Allowed.SEE, Allowed.OPEN);
            assertThat(kept.guest()).isEqualTo("Rosa");
        });
        assertThat(book.find("hash-a", NOW.plusSeconds(60))).isEmpty();
        assertThat(book.end("b2", NOW)).isTrue();
        assertThat(book.end("b2", NOW)).as("ended once").isFalse();
        assertThat(book.end("a1", NOW.plusSeconds(60))).as("over by itself").isFalse();
        assertThat(book.find("hash-b", NOW)).isEmpty();
        assertThat(book.all()).extracting(ShareBook.Kept::id).containsExactlyInAnyOrder("a1", "b2");
    }

    @Test
    void whoLooksAgainAndAgainHasToWaitAMinuteAndWhoReportsAnHour() {
        book.keep(link("a1"), "hash-a");
        assertThat(book.look("a1", NOW, 2)).isTrue();
        assertThat(book.look("a1", NOW.plusSeconds(1), 2)).isTrue();
        assertThat(book.look("a1", NOW.plusSeconds(59), 2)).isFalse();
        assertThat(book.look("a1", NOW.plusSeconds(60), 2)).isTrue();
        assertThat(book.tell("a1", NOW, 1)).isTrue();
        assertThat(book.tell("a1", NOW.plusSeconds(3599), 1)).isFalse();
        assertThat(book.tell("a1", NOW.plusSeconds(3600), 1)).isTrue();
        assertThat(book.all().getFirst().usedAt()).isEqualTo(NOW.plusSeconds(3600));
    }

    private static ShareBook.Kept link(String id) {
        return new ShareBook.Kept(
                id, "staging", "Rosa", Set.of(Allowed.OPEN, Allowed.SEE), NOW, "bo", NOW.plusSeconds(60), null, null);
    }
}
