package dev.understudy.odoo.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorGroupTest {

    @Test
    void knowsAnErrorAgainInAnotherRelease() {
        LogEntry one =
                error("r41/sales", "Record 'SO0017' (id 4711) is locked by 3f2504e0-4f89-41d3-9a0c-0305e82c3301", 17);
        LogEntry other =
                error("r42/sales", "Record 'SO0018' (id 4712) is locked by 6fa459ea-ee8a-3ca4-894e-db77e160355e", 19);
        assertThat(Fingerprint.of(one)).isEqualTo(Fingerprint.of(other));
        assertThat(Fingerprint.of(one).id())
                .hasSize(16)
                .isEqualTo(Fingerprint.of(other).id());
        assertThat(Fingerprint.of(one).exception()).isEqualTo("odoo.exceptions.UserError");
        assertThat(Fingerprint.of(one).frames())
                .containsExactly("dist-packages/odoo/http.py:dispatch", "sale_x/models/order.py:action_confirm");
        assertThat(groups(List.of(one, other)).all()).singleElement().satisfies(group -> {
            assertThat(group.count()).isEqualTo(2);
            assertThat(group.example()).isEqualTo(one);
        });
    }

    @Test
    void tellsDifferentErrorsApart() {
        LogEntry one = error("r1/sales", "Too late", 1);
        LogEntry other = error("r1/sales", "Too early", 1);
        assertThat(Fingerprint.of(one).id()).isNotEqualTo(Fingerprint.of(other).id());
        assertThat(groups(List.of(one, other)).beyond(Set.of(Fingerprint.of(one).id())))
                .singleElement()
                .extracting(ErrorGroup::example)
                .isEqualTo(other);
    }

    /** From 18.0 on Odoo writes the query as bytes: all of it is one quoted text. */
    @Test
    void tellsFailedQueriesApart() {
        LogEntry before = query("""
                b'INSERT INTO "acme_visit" ("code") VALUES (\\'A7\\') RETURNING "id"'
                ERROR: duplicate key value violates unique constraint "acme_visit_code_uniq"
                DETAIL:  Key (code)=(A7) already exists.
                """);
        LogEntry again = query("""
                b'INSERT INTO "acme_visit" ("code") VALUES (\\'B9\\') RETURNING "id"'
                ERROR: duplicate key value violates unique constraint "acme_visit_code_uniq"
                DETAIL:  Key (code)=(B9) already exists.
                """);
        LogEntry other = query("""
                b'\\n   SELECT sum(acme_weight)\\n  FROM stock_picking\\n WHERE id IN (4, 5)\\n  '
                ERROR: column "acme_weight" does not exist
                LINE 2:             SELECT sum(acme_weight)
                """);
        LogEntry of14 = query("""

                            SELECT sum(acme_weight)
                              FROM stock_picking
                ERROR: column "acme_weight" does not exist
                """);
        LogEntry another14 = query("""

                            SELECT sum(acme_volume)
                              FROM stock_picking
                ERROR: column "acme_volume" does not exist
                """);
        assertThat(Fingerprint.of(again)).isEqualTo(Fingerprint.of(before));
        assertThat(Set.of(before, other, of14, another14).stream()
                        .map(Fingerprint::of)
                        .map(Fingerprint::id)
                        .collect(Collectors.toSet()))
                .hasSize(4);
    }

    @Test
    void takesWhatOdooTriesAgainForNoError() {
        assertThat(ErrorGroup.isError(query("""
                        b'UPDATE "stock_quant" SET "quantity" = 3.0 WHERE id IN (41)'
                        ERROR: deadlock detected
                        DETAIL:  Process 910 waits for ShareLock on transaction 8690663; blocked by process 911.
                        """))).isFalse();
        assertThat(ErrorGroup.isError(query("""
                        b"SELECT 'deadlock detected' FROM nowhere"
                        ERROR: relation "nowhere" does not exist
                        """))).isTrue();
    }

    private static LogEntry query(String text) {
        return LogParser.parse("2026-11-20 12:00:00,000 77 ERROR acme odoo.sql_db: bad query: " + text)
                .getFirst();
    }

    /** A query that failed lists thousands of ids, and texts of any length. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bad query: INSERT INTO x VALUES ('%s')|text|bad query: INSERT INTO x VALUES ('…')",
                "bad query: INSERT INTO x VALUES (\"%s\")|\\\"|bad query: INSERT INTO x VALUES ('…')",
                "bad query: SELECT 1 WHERE id IN (0%s)|,17|bad query: SELECT # WHERE id IN (#)",
                "bad query: SELECT 1 WHERE id IN (0%s)|, 17|bad query: SELECT # WHERE id IN (#)",
                "no such file: %s|/folder|no such file: /…",
            })
    void takesMessagesOfAnyLength(String parts) {
        List<String> all = List.of(parts.split("\\|", -1));

        assertThat(Placeholders.in(all.get(0).formatted(all.get(1).repeat(100_000))))
                .isEqualTo(all.get(2));
    }

    private static ErrorGroups groups(List<LogEntry> log) {
        ErrorGroups groups = new ErrorGroups();
        log.forEach(groups::add);
        return groups;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Expected 3 got 17.5                      | Expected # got #",
                "at 0x7f3c2a1b9d60 in deadbeef01          | at # in #",
                "sale.order(1, 2, 3) is gone              | sale.order(#) is gone",
                "no file /var/lib/odoo/x/y.py there       | no file /… there",
                "it failed on 2026-11-20 10:00:00         | it failed on # #",
                "unchanged text of decade                 | unchanged text of decade",
            })
    void replacesWhatVaries(String message, String normal) {
        assertThat(Placeholders.in(message)).isEqualTo(normal);
    }

    @Test
    void overlooksNoise() {
        List<LogEntry> log = LogParser.parse("""
                2026-11-20 12:00:00,000 1 ERROR acme werkzeug: Error on request:
                2026-11-20 12:00:00,000 1 ERROR acme odoo.sql_db: bad query: UPDATE x
                ERROR: could not serialize access due to concurrent update
                2026-11-20 12:00:00,000 1 WARNING acme odoo.http: careful
                2026-11-20 12:00:00,000 1 ERROR acme odoo.addons.base.models.assetsbundle: no such file
                2026-11-20 12:00:00,000 1 ERROR acme odoo.sql_db: bad query: SELECT y
                ERROR: column "y" does not exist
                """);
        assertThat(groups(log).all())
                .singleElement()
                .satisfies(group -> assertThat(group.example().line()).isEqualTo(6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"install-14", "install-19", "update-14", "update-19"})
    void findsNothingInWhatWorked(String name) {
        assertThat(groups(RealLog.entries(name)).all()).isEmpty();
    }

    @Test
    void namesTheLastOfChainedExceptions() {
        assertThat(RealLog.entries("xml-14").stream()
                        .filter(LogEntry::hasTraceback)
                        .map(Fingerprint::of)
                        .map(Fingerprint::exception)
                        .collect(Collectors.toSet()))
                .contains("odoo.tools.convert.ParseError");
    }

    private static LogEntry error(String release, String message, int line) {
        return LogParser.parse("""
                2026-11-20 12:00:00,000 %1$d ERROR acme odoo.http: Exception during request handling.\s
                Traceback (most recent call last):
                  File "/usr/lib/python3/dist-packages/odoo/http.py", line %1$d, in dispatch
                    return self.call()
                           ~~~~~~~~~^^
                  File "/code/%2$s/sale_x/models/order.py", line %1$d, in action_confirm
                    raise UserError()
                odoo.exceptions.UserError: %3$s
                """.formatted(line, release, message)).getFirst();
    }
}
