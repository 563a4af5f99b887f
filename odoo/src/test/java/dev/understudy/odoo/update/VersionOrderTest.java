package dev.understudy.odoo.update;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionOrderTest {

    @Test
    void numbersCountNotLetters() {
        assertThat(VersionOrder.compare("19.0.1.10", "19.0.1.9")).isPositive();
        assertThat(VersionOrder.compare("19.0.1.2", "19.0.1.2.0")).isZero();
        assertThat(VersionOrder.compare("19.0.1.2", "19.0.1.2.1")).isNegative();
        assertThat(VersionOrder.compare("14.0.1.0.0", "14.0.2.0.0")).isNegative();
    }
}
