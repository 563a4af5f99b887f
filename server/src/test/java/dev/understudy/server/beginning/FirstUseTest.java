package dev.understudy.server.beginning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.audit.AuditOrder;
import dev.understudy.model.audit.AuditProgram;
import dev.understudy.model.beginning.OdooTemplate;
import dev.understudy.model.beginning.ProjectTemplate;
import dev.understudy.model.fault.Fault;
import dev.understudy.server.beginning.FirstUse.State;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program that looks is the real one; where there is nothing to be seen, it says so. */
@Timeout(120)
final class FirstUseTest {

    @TempDir
    Path folder;

    private final Shelf shelf = new Shelf();
    private final FirstUse first =
            new FirstUse(new AuditProgram(System.getProperty("java.class.path")), shelf, InstantSource.system());

    /** The names that are given, and whether a new project is refused at last. */
    private static final class Shelf implements FirstUse.Register {

        private final Set<String> names = new HashSet<>();
        private boolean full;

        @Override
        public void requireFree(String name, Path file) {
            if (names.contains(name)) {
                throw Fault.refused("server.project-name-taken", name, "another")
                        .exception();
            }
        }

        @Override
        public String takeIn(Path file) {
            if (full) {
                throw Fault.refused("server.project-name-taken", "acme", "another")
                        .exception();
            }
            return String.valueOf(file);
        }
    }

    @Test
    void whatTheProgramFindsWrongIsToldInTheLanguageOfWhoeverAsked() throws Exception {
        first.look(new AuditOrder(folder.resolve("none.conf").toString(), "", "", "", "es"));
        assertThatThrownBy(() -> first.look(new AuditOrder("", "", "", "", "en")))
                .hasMessageContaining("server.first-use-busy");

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
    void beginningAnewEndsWhatGoesOnWithAllThatItStarted() {
        first.look(new AuditOrder("", "", "", "", "en"));
        while (programs() == 0 && first.state().busy()) {
            Thread.onSpinWait();
        }
        first.forget();

        assertThat(first.state()).isEqualTo(new State.Nothing());
        assertThat(programs()).isZero();
        first.look(new AuditOrder(folder.resolve("none.conf").toString(), "", "", "", "en"));
        first.close();
        assertThat(first.state()).as("what was ended says nothing any more").isEqualTo(new State.Nothing());
    }

    private static long programs() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("dev.understudy.server.Audit"))
                .filter(ProcessHandle::isAlive)
                .count();
    }

    @Test
    void aNewProjectThatIsRefusedLeavesNothing() throws Exception {
        Path where = folder.resolve("acme");
        String text = ProjectTemplate.text(
                "acme",
                OdooTemplate.gotten("19.0", List.of("stock"), List.of()),
                Map.of("addons", "/srv/a"),
                "falcon-i");
        shelf.names.add("acme");
        assertThatThrownBy(() -> first.make(where, text, true)).hasMessageContaining("server.project-name-taken");
        assertThat(where).doesNotExist();

        shelf.names.clear();
        shelf.full = true;
        assertThatThrownBy(() -> first.make(where, text, true)).hasMessageContaining("server.project-name-taken");
        assertThat(where).doesNotExist();
        shelf.full = false;
        assertThat(first.make(where, text, true)).endsWith("understudy.yaml");
    }

    @Test
    void nothingIsCopiedThatWasNotLookedAt() {
        assertThatThrownBy(() -> first.copy(folder.resolve("acme"), ""))
                .hasMessageContaining("server.first-use-nothing");
    }
}
