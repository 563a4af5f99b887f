package dev.understudy.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellWordTest {

    @Test
    void aPathStaysAsItIsAndAllElseIsQuoted() {
        assertThat(ShellWord.of("/srv/odoo-19.0/odoo.conf")).isEqualTo("/srv/odoo-19.0/odoo.conf");
        assertThat(ShellWord.of("/srv/our odoo; rm -rf /")).isEqualTo("'/srv/our odoo; rm -rf /'");
        assertThat(ShellWord.of("d'or")).isEqualTo("'d'\\''or'");
        assertThat(ShellWord.of("")).isEqualTo("''");
    }
}
