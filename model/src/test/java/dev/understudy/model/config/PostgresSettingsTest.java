package dev.understudy.model.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PostgresSettingsTest {

    @Test
    void aCopyBehavesAsProductionDoesInItsOwnPartOfTheMachine() {
        PostgresSettings production = new PostgresSettings(
                OptionalInt.of(17),
                new TreeMap<>(Map.of(
                        "shared_buffers", "8GB", "statement_timeout", "15min", "max_locks_per_transaction", "256")));
        PostgresSettings own =
                new PostgresSettings(OptionalInt.empty(), new TreeMap<>(Map.of("statement_timeout", "1h")));

        PostgresSettings copy = production.underACopy(own);

        assertThat(copy.major()).isEmpty();
        assertThat(copy.settings()).isEqualTo(Map.of("statement_timeout", "1h", "max_locks_per_transaction", "256"));
    }
}
