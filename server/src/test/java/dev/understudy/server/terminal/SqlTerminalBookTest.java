package dev.understudy.server.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.view.TerminalView;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Terminals in a real control plane. */
final class SqlTerminalBookTest {

    private static final Instant NOW = Instant.parse("2036-03-02T09:30:00Z");

    @AutoClose
    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    private final TerminalBook book = new SqlTerminalBook(database.jdbi());

    @Test
    void oneIsOpenUntilItHasEndedOnce() {
        book.open(terminal("a1", "staging", NOW));
        book.open(terminal("b2", "staging", NOW.plusSeconds(1)));
        book.open(terminal("c3", "production", NOW));
        assertThat(book.list("staging", 10)).extracting(TerminalView::id).containsExactly("b2", "a1");
        assertThat(book.list("staging", 1)).extracting(TerminalView::id).containsExactly("b2");

        assertThat(book.end("a1", NOW.plusSeconds(60), "idle", 12, "d1")).isTrue();
        assertThat(book.end("a1", NOW.plusSeconds(61), "left", 13, "d2")).isFalse();
        assertThat(book.open()).extracting(TerminalView::id).containsExactlyInAnyOrder("b2", "c3");
        assertThat(book.find("a1"))
                .contains(new TerminalView(
                        "a1", "staging", "psql", "ana", "look", NOW, NOW.plusSeconds(60), "idle", 12, "d1"));
        assertThat(book.find("d4")).isEmpty();
    }

    @Test
    void aRecordingComesBackAsItWasKept() throws IOException {
        book.open(terminal("a1", "staging", NOW));
        book.append("a1", 0, "{\"version\": 2}\n");
        book.append("a1", 1, "ñ\u0000".repeat(40_000));
        StringBuilder whole = new StringBuilder();
        book.recording("a1", whole::append);
        assertThat(whole.toString()).isEqualTo("{\"version\": 2}\n" + "ñ\u0000".repeat(40_000));
    }

    private static TerminalView terminal(String id, String environment, Instant at) {
        return new TerminalView(id, environment, "psql", "ana", "look", at, null, "", 0, "");
    }
}
