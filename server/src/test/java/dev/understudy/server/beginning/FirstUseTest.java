package dev.understudy.server.beginning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.audit.AuditOrder;
import dev.understudy.server.beginning.FirstUse.State;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program that looks is the real one; where there is nothing to be seen, it says so. */
@Timeout(120)
final class FirstUseTest {

    @TempDir
    Path folder;

    private final FirstUse first = new FirstUse(new AuditProgram(), String::valueOf, InstantSource.system());

    @Test
    void whatTheProgramFindsWrongIsToldInTheLanguageOfWhoeverAsked() throws Exception {
        first.look(new AuditOrder(folder.resolve("none.conf").toString(), "", "", "", "es"));
        assertThatThrownBy(() -> first.look(new AuditOrder("", "", "", "", "en")))
                .hasMessageContaining("server.first-use-busy");
        assertThatThrownBy(first::forget).hasMessageContaining("server.first-use-busy");

        while (first.state().busy()) {
            Thread.onSpinWait();
        }
        State.Failed failed = (State.Failed) first.state();
        assertThat(failed.problem().code()).startsWith("audit.");
        assertThat(failed.problem().mend()).isNotBlank();
        first.forget();
        assertThat(first.state()).isEqualTo(new State.Nothing());
    }

    @Test
    void nothingIsCopiedThatWasNotLookedAt() {
        assertThatThrownBy(() -> first.copy(folder.resolve("acme"))).hasMessageContaining("server.first-use-nothing");
    }
}
