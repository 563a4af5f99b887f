package dev.understudy.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.targets.postgres.Catalog;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ValuesCutTest {

    private static final String ORDERS = """
            CREATE TABLE sale_order (id int, at timestamp, hours numeric, rate double precision, stars int, note varchar);
            INSERT INTO sale_order VALUES
                (1, '2026-01-01 10:30', 1.5, 0.25, 3, '1'), (2, '2026-01-02', 2.0, 1, 1, '2'), (3, NULL, NULL, NULL, NULL, NULL);
            """;

    private final Direct had = new Direct(TestPostgres.shared().newDatabase());
    private final Direct copy = new Direct(TestPostgres.shared().newDatabase());

    @BeforeEach
    void orders() {
        had.script(ORDERS);
        copy.script(ORDERS);
    }

    /** As Odoo casts. */
    private List<String> after(String column, String type) {
        Catalog before = Catalog.of(copy);
        copy.script("ALTER TABLE sale_order ALTER %1$s TYPE %2$s USING %1$s::%2$s".formatted(column, type));
        return ValuesCut.of(had, before.differenceTo(Catalog.of(copy))).stream()
                .map(ValuesCut::shown)
                .toList();
    }

    @Test
    void aTimeLosesItsHours() {
        assertThat(after("at", "date")).containsExactly("sale_order.at (1)");
    }

    @Test
    void aNumberLosesItsDecimals() {
        assertThat(after("hours", "int4")).containsExactly("sale_order.hours (1)");
        assertThat(after("rate", "int4")).containsExactly("sale_order.rate (1)");
    }

    @Test
    void aNumberBecomesYesOrNo() {
        assertThat(after("stars", "bool")).containsExactly("sale_order.stars (1)");
    }

    @Test
    void aTypeThatHoldsAllOfThemCutsNothing() {
        assertThat(after("stars", "numeric")).isEmpty();
        assertThat(after("hours", "float8")).isEmpty();
        assertThat(after("note", "text")).isEmpty();
        assertThat(after("at", "varchar")).isEmpty();
    }
}
