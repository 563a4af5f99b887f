package dev.understudy.odoo.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.odoo.series.Series;
import org.junit.jupiter.api.Test;

class ChecksTest {

    @Test
    void theScriptBeginsWithWhatItIsAskedFor() {
        assertThat(Checks.script(Series.of("17.0"), Checks.HARMLESS))
                .startsWith("UNDERSTUDY_SERIES = 17\nUNDERSTUDY_CHECKS = ['list', 'write', 'report']\n")
                .contains("def understudy_list():");
    }

    @Test
    void readsWhatTheShellSaysAmongAllElse() {
        assertThat(Checks.read("""
                        a line of an addon
                        UNDERSTUDY-CHECK {"name": "list", "millis": 12, "said": "", "error": ""}
                        UNDERSTUDY-CHECK {"name": "write", "millis": 3, "said": "", "error": "KeyError: 'x'"}
                        """))
                .containsExactly(new Check("list", 12, "", ""), new Check("write", 3, "", "KeyError: 'x'"))
                .extracting(Check::failed)
                .containsExactly(false, true);
    }
}
