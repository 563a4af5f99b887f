package dev.understudy.server.asking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.server.asking.AskBook.Ask;
import dev.understudy.server.asking.AskBook.Link;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Who was asked by mail, in a real control plane. */
final class SqlAskBookTest {

    private static final Instant NOW = Instant.parse("2036-03-02T09:30:00Z");
    private static final Instant LATER = NOW.plusSeconds(600);
    private static final Instant END = NOW.plusSeconds(3600);
    private static final Ask ASK = new Ask("ana", "r12", "approval", "d1");

    @AutoClose
    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    private final AskBook book = new SqlAskBook(database.jdbi());

    @Test
    void somebodyIsAskedOnceForEachContent() {
        assertThat(book.begin(ASK, "one", NOW, END)).hasValue(0);
        assertThat(book.begin(ASK, "two", NOW, END)).as("it is on its way").isEmpty();
        book.sent("one", NOW);
        assertThat(book.begin(ASK, "two", LATER, END)).isEmpty();
        assertThat(book.begin(new Ask("ana", "r12", "approval", "d2"), "two", NOW, END))
                .hasValue(0);
        assertThat(book.find("one", NOW)).contains(new Link(ASK, END));
        assertThat(book.find("one", END)).isEmpty();
    }

    @Test
    void whatWasNotTakenOrWasCutOffIsTriedAgainWithAnotherLink() {
        book.begin(ASK, "one", NOW, END);
        book.notSent("one", "away", NOW.plusSeconds(60));
        assertThat(book.begin(ASK, "two", NOW.plusSeconds(59), END)).isEmpty();
        assertThat(book.begin(ASK, "two", NOW.plusSeconds(60), END)).hasValue(1);
        assertThat(book.find("one", NOW)).isEmpty();
        assertThat(book.begin(ASK, "three", LATER, END)).as("cut off").hasValue(2);
    }

    @Test
    void aLinkIsUsedUpOnceUnlessItsAnswerWasNotTaken() {
        book.begin(ASK, "one", NOW, END);
        assertThat(book.spend("one", NOW)).isTrue();
        assertThat(book.spend("one", NOW)).isFalse();
        book.giveBack("one");
        assertThat(book.spend("one", END)).isFalse();
        assertThat(book.spend("one", NOW)).isTrue();
        assertThat(book.find("one", NOW)).isEmpty();
    }
}
