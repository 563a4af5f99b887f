package dev.understudy.process.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.evidence.Written;
import dev.understudy.model.evidence.Written.Author;
import dev.understudy.model.evidence.Written.Rows;
import dev.understudy.model.view.KeyUsersView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was tried against what is done: by application, and only what people do counts. */
class KeyUsersTest {

    private static final Instant NOW = Instant.parse("2026-12-08T12:00:00Z");
    private static final Map<String, String> MODULES =
            Map.of("sale_order", "sale", "sale_order_line", "sale", "stock_picking", "stock");

    private static Rows rows(String table, String login, String kind, long created) {
        return new Rows(table, created, 0, List.of(new Author(login, kind, created, 0)));
    }

    private static Rows person(String table, String login, long created) {
        return rows(table, login, Author.PERSON, created);
    }

    private static Written written(Rows... rows) {
        return new Written(List.of(rows), List.of(), List.of(), List.of());
    }

    private static KeyUsersView compare(Written here, Written there) {
        return compare(here, there, Optional.empty());
    }

    private static KeyUsersView compare(Written here, Written there, Optional<Set<String>> asked) {
        return KeyUsers.compare(
                new Trial("r1", "staging", NOW.minusSeconds(60)),
                NOW,
                here,
                there,
                new KeyUsers.Applications(MODULES, asked));
    }

    @Test
    void anApplicationThatNobodyTriedIsAGapWithWhoUsuallyDoesIt() {
        KeyUsersView view = compare(
                written(person("sale_order", "eva", 3)),
                written(
                        person("sale_order", "eva", 160),
                        person("sale_order_line", "eva", 401),
                        person("stock_picking", "ivo", 40)));

        assertThat(view.covered()).isFalse();
        assertThat(view.applications())
                .extracting(one -> one.application() + " " + one.weekly() + " " + one.done() + " " + one.by() + " "
                        + one.usually() + " " + one.gaps())
                .containsExactly(
                        "sale 141 3 [eva] [eva] [GapView[table=sale_order_line, weekly=101]]",
                        "stock 10 0 [] [ivo] [GapView[table=stock_picking, weekly=10]]");
    }

    @Test
    void itIsCoveredWhenEveryApplicationInUseWasTried() {
        KeyUsersView view = compare(
                written(person("sale_order", "eva", 3), person("stock_picking", "ivo", 1)),
                written(person("sale_order", "eva", 160), person("stock_picking", "ivo", 40)));

        assertThat(view.covered()).isTrue();
    }

    @Test
    void whereOnlySomeAreAskedForTheOthersAreNoGap() {
        KeyUsersView view = compare(
                written(person("sale_order", "eva", 3)),
                written(person("sale_order", "eva", 160), person("stock_picking", "ivo", 40)),
                Optional.of(Set.of("sale", "account")));

        assertThat(view.covered()).isTrue();
        assertThat(view.applications()).extracting(one -> one.application()).containsExactly("sale");
    }

    @Test
    void whatCronsAndOdooWriteIsNobodysWork() {
        KeyUsersView view = compare(
                written(rows("sale_order", "__system__", Author.SYSTEM, 50)), written(person("sale_order", "eva", 4)));

        assertThat(view.covered()).isFalse();
        assertThat(view.applications().getFirst().done()).isZero();
        assertThat(compare(written(), written(rows("sale_order", "bot", Author.CRON, 9)))
                        .applications())
                .as("what only crons do is no application in use")
                .isEmpty();
    }

    @Test
    void nothingOnProductionProvesNothing() {
        assertThat(compare(written(person("sale_order", "eva", 3)), written()).covered())
                .isFalse();
    }
}
