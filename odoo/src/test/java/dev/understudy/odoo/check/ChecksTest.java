package dev.understudy.odoo.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.odoo.series.Series;
import org.junit.jupiter.api.Test;

class ChecksTest {

    @Test
    void theScriptBeginsWithWhatItIsAskedFor() {
        assertThat(Checks.script(Series.of("17.0"), Checks.HARMLESS))
                .startsWith("""
                        UNDERSTUDY_SERIES = 17
                        UNDERSTUDY_SESSION = 'feed5e55'
                        UNDERSTUDY_CHECKS = ['list', 'write', 'report', 'session']
                        """)
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

    @Test
    void showsWhatACheckHasToSay() {
        assertThat(new Check("list", 12, "", "").shown()).isEqualTo("list 12 ms");
        assertThat(new Check("report", 340, "PDF", "").shown()).isEqualTo("report 340 ms (PDF)");
    }
}
