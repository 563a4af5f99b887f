package dev.understudy.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.journal.ControlDatabase;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Links and sessions in a real control plane. */
final class SqlSessionBookTest {

    private static final Instant NOW = Instant.parse("2036-03-02T09:30:00Z");

    @AutoClose
    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    private final SessionBook book = new SqlSessionBook(database.jdbi());

    @Test
    void aLinkCountsOnceAndInItsTime() {
        book.keepLink("early", "", NOW.plusSeconds(60));
        book.keepLink("late", "", NOW);

        assertThat(book.spendLink("late", NOW)).isFalse();
        assertThat(book.spendLink("early", NOW)).isTrue();
        assertThat(book.spendLink("early", NOW)).isFalse();
    }

    @Test
    void aSessionCountsUntilItIsEndedOrItsTimeIsOver() {
        book.open("one", "ana", NOW, NOW.plusSeconds(60), false);
        book.open("two", "", NOW, NOW.plusSeconds(60), false);

        assertThat(book.session("one", NOW.plusSeconds(59))).contains(new SessionBook.Kept(NOW, NOW, false));
        assertThat(book.session("one", NOW.plusSeconds(60))).isEmpty();
        book.end("two");
        assertThat(book.session("two", NOW)).isEmpty();
        assertThat(book.session("none", NOW)).isEmpty();
    }

    @Test
    void aProofIsNotedAndTheSessionsAndLinksOfAPersonEndTogether() {
        book.open("ana-1", "ana", NOW, NOW.plusSeconds(60), false);
        book.open("ana-2", "ana", NOW, NOW.plusSeconds(60), false);
        book.open("bo-1", "bo", NOW, NOW.plusSeconds(60), false);
        book.keepLink("ana-link", "ana", NOW.plusSeconds(60));
        book.prove("bo-1", NOW.plusSeconds(30));

        book.endAll("ana");

        assertThat(book.session("ana-1", NOW)).isEmpty();
        assertThat(book.session("ana-2", NOW)).isEmpty();
        assertThat(book.spendLink("ana-link", NOW)).isFalse();
        assertThat(book.session("bo-1", NOW)).contains(new SessionBook.Kept(NOW, NOW.plusSeconds(30), false));
    }

    @Test
    void aNewLinkForAPersonEndsTheOneBefore() {
        book.keepLink("first", "ana", NOW.plusSeconds(60));
        book.keepLink("others", "bo", NOW.plusSeconds(60));
        book.keepLink("second", "ana", NOW.plusSeconds(60));

        assertThat(book.spendLink("first", NOW)).isFalse();
        assertThat(book.spendLink("others", NOW)).isTrue();
        assertThat(book.spendLink("second", NOW)).isTrue();
    }

    /** Who comes next clears away what has expired. */
    @Test
    void whatHasExpiredIsForgotten() {
        Instant past = Instant.parse("2020-01-01T00:00:00Z");
        book.open("old", "ana", past, past.plusSeconds(1), false);
        book.open("new", "ana", NOW, NOW.plusSeconds(60), false);

        assertThat(database.jdbi()
                        .<Integer, RuntimeException>withHandle(
                                handle -> handle.createQuery("SELECT count(*) FROM web_session")
                                        .mapTo(Integer.class)
                                        .one()))
                .isEqualTo(1);
    }
}
