package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Prompt.Result;
import dev.understudy.server.api.Action;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code rollback} against the real API: to production, ada has written; to staging, nobody. */
@Timeout(60)
final class RollbackCommandTest {

    @AutoClose
    private final Prompt prompt = new Prompt();

    @Test
    void aDryRunShowsWhatWouldBeLost() {
        Result result = prompt.run("rollback", "production", "--dry-run");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("rollback production", "3 rows", "2 of them by people", "sale_order", "ada 2", "(Odoo)")
                .contains("bus_bus 9", "deleted", "1 tables");
        assertThat(prompt.desk().actions()).isEmpty();
    }

    @Test
    void jsonHasItAll() {
        Result result = prompt.run("rollback", "production", "--dry-run", "--json");

        assertThat(result.out())
                .contains("\"people\" : 2", "\"discard\" : true", "\"login\" : \"ada\"", "sale_order_tag_rel");
    }

    @Test
    void withoutATerminalItIsRefused() {
        Result result = prompt.run("rollback", "production", "--no-wait");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("[rollback.would-lose]", "--discard");
        assertThat(prompt.desk().actions()).isEmpty();
    }

    @Test
    void whatMayBeLostIsSaid() {
        assertThat(prompt.run("rollback", "production", "--discard", "--no-export", "--no-wait")
                        .code())
                .isZero();

        assertThat(prompt.desk().actions())
                .singleElement()
                .extracting(Action::arguments)
                .isEqualTo(Map.of("discard", "true", "export", "false"));
    }

    @Test
    void theDataOfCodeAloneGoesBackWhenAskedTo() {
        Result without = prompt.typed("", "rollback", "staging", "--to", "code-alone", "--no-wait");
        assertThat(without.code()).isZero();
        assertThat(without.out()).contains("Only code goes back");

        Result with = prompt.typed("", "rollback", "staging", "--to", "code-alone", "--data", "--no-wait");

        assertThat(with.out()).contains("Nobody has written anything");
        assertThat(prompt.desk().actions().getLast().arguments())
                .isEqualTo(Map.of("to", "code-alone", "data", "true", "discard", "false", "export", "true"));
    }

    @Test
    void nothingToLoseIsNotAskedFor() {
        assertThat(prompt.run("rollback", "staging", "--no-wait").code()).isZero();
        Result onTerminal = prompt.typed("", "rollback", "staging", "--no-wait");

        assertThat(onTerminal.code()).isZero();
        assertThat(onTerminal.out()).contains("Nobody has written anything").doesNotContain("Type its name");
        assertThat(prompt.desk().actions()).hasSize(2);
    }

    @Test
    void onATerminalItShowsAndAsks() {
        Result refused = prompt.typed("yes\n", "rollback", "production", "--no-wait");

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.out()).contains("sale_order", "ada 2", "Type its name");
        assertThat(refused.err()).contains("[cli.not-given-up]", "--discard");
        assertThat(prompt.desk().actions()).isEmpty();

        assertThat(prompt.typed("production\n", "rollback", "production", "--to", "run-7", "--no-wait")
                        .code())
                .isZero();
        assertThat(prompt.desk().actions())
                .singleElement()
                .extracting(Action::arguments)
                .isEqualTo(Map.of("to", "run-7", "discard", "true", "export", "true"));
    }
}
