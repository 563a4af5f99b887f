package dev.understudy.odoo.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogParserTest {

    @Test
    void readsAnEntryWithItsTraceback() {
        List<LogEntry> log = LogParser.parse("""
                starting up
                2026-11-20 12:05:31,733 7390 CRITICAL acme odoo.service.server: Failed to initialize database `acme`.\s
                Traceback (most recent call last):
                  File "/x/sale/models/a.py", line 3, in create
                    raise ValueError("2026-11-20 12:05:31 is no head")
                ValueError: 2026-11-20 12:05:31 is no head

                2026-11-20 12:05:31,800 7390 INFO ? odoo.http: Bye\s
                """);
        assertThat(log).hasSize(2);
        LogEntry first = log.getFirst();
        assertThat(first.line()).isEqualTo(2);
        assertThat(first.time()).isEqualTo(LocalDateTime.parse("2026-11-20T12:05:31.733"));
        assertThat(first.pid()).isEqualTo(7390);
        assertThat(first.level()).isEqualTo(LogLevel.CRITICAL);
        assertThat(first.message()).isEqualTo("Failed to initialize database `acme`.");
        assertThat(first.more()).hasSize(4);
        assertThat(first.hasTraceback()).isTrue();
        assertThat(log.getLast().database()).isEqualTo("?");
    }

    @Test
    void overlooksColoursAndFigures() {
        LogEntry entry = LogParser.parse(
                        "2026-11-20 12:13:51,828 15054 \u001b[1;32m\u001b[1;49mINFO\u001b[0m d19 werkzeug:"
                                + " 127.0.0.1 - - [20/Nov/2026 12:13:51] \"GET /web/login HTTP/1.1\" 200 - 93 0.228"
                                + " \u001b[1;33m\u001b[1;49m0.785\u001b[0m\n")
                .getFirst();
        assertThat(entry.level()).isEqualTo(LogLevel.INFO);
        assertThat(entry.message()).endsWith("\"GET /web/login HTTP/1.1\" 200 -");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update-14", "update-19", "test-19", "xml-14", "names-19"})
    void readsTheSameInPieces(String name) {
        String text = RealLog.text(name);
        var parser = new LogParser();
        var entries = new ArrayList<LogEntry>();
        for (int i = 0; i < text.length(); i += 7) {
            entries.addAll(parser.accept(text.substring(i, Math.min(text.length(), i + 7))));
        }
        parser.finish().ifPresent(entries::add);
        assertThat(entries).isEqualTo(LogParser.parse(text)).hasSizeGreaterThan(15);
        assertThat(entries)
                .allSatisfy(entry ->
                        assertThat(entry.message()).isEqualTo(entry.message().strip()));
    }

    @Test
    void boundsWhatItKeeps() {
        String text = "2026-11-20 12:05:31,733 1 ERROR acme x: y\n" + "z\n".repeat(100_000);
        assertThat(LogParser.parse(text).getFirst().more()).hasSizeLessThan(1000);
    }
}
