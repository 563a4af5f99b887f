package dev.understudy.targets.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoreWordsTest {

    private static final Map<String, Long> WEIGHTS = Map.of("10", 1L, "11", 1L, "12", 2L);

    @Test
    void aFailureIsToldByItsEntryAndWords() {
        RestoreWords words = said("""
                pg_restore: launching item 10 INDEX lines
                pg_restore: while PROCESSING TOC:
                pg_restore: from TOC entry 10; 1259 16 INDEX lines odoo
                pg_restore: error: could not execute query: ERROR:  function unaccent(text) does not exist
                Command was: CREATE INDEX lines ON public.lines (unaccent(name));
                pg_restore: finished item 10 INDEX lines
                pg_restore: warning: errors ignored on restore: 1
                """);

        assertThat(words.failures()).isEqualTo(Map.of("10", "function unaccent(text) does not exist"));
        assertThat(words.unfinished()).isFalse();
    }

    /** As two workers of one pg_restore wrote it. */
    @Test
    void whatWorkersSayAtOnceIsStillTheirs() {
        RestoreWords words = said("""
                pg_restore: pg_restore: while PROCESSING TOC:
                from TOC entry 10; 1259 16 INDEX lines odoo
                pg_restore: pg_restore: from TOC entry 11; 1259 17 INDEX names odoo
                error: pg_restore: finished item 12 INDEX codes
                could not execute query: ERROR:  first
                pg_restore: error: could not execute query: ERROR:  second
                pg_restore: warning: errors ignored on restore: 2
                """);

        assertThat(words.failures()).containsOnlyKeys("10", "11").containsValues("first", "second");
    }

    @Test
    void aWorkerThatEndedTooEarlyIsNoSuccess() {
        assertThat(said("pg_restore: error: a worker process died unexpectedly\n")
                        .unfinished())
                .isTrue();
    }

    @Test
    void progressIsToldByWhatIsFinished() {
        double[] part = {0};
        RestoreWords words = new RestoreWords(WEIGHTS, done -> part[0] = done);
        byte[] bytes = "pg_restore: finished item 12 TABLE DATA x\n".getBytes(StandardCharsets.UTF_8);
        words.write(bytes, 0, bytes.length);

        assertThat(part[0]).isEqualTo(0.5);
    }

    private static RestoreWords said(String text) {
        RestoreWords words = new RestoreWords(WEIGHTS, done -> {});
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        words.write(bytes, 0, bytes.length);
        return words;
    }
}
