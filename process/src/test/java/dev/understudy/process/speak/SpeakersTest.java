package dev.understudy.process.speak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.process.speak.Speakers.Claim;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Who speaks: by a key, or as the kernel knows them; never because they say so. */
class SpeakersTest {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final Project PROJECT =
            ProjectFile.read("understudy.yaml", """
                    project: acme
                    odoo: { series: "19.0" }
                    repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
                    environments: { production: {} }
                    people:
                      - { name: ana, mail: ana@acme.example, roles: [client] }
                      - { name: bo, mail: bo@acme.example, roles: [developer] }
                    """).require();

    @AutoClose
    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    private final AtomicInteger secrets = new AtomicInteger();
    private final PersonKeys keys = new PersonKeys(database.jdbi(), () -> "secret-" + secrets.incrementAndGet());
    private final Speakers speakers = new Speakers(() -> PROJECT, keys);

    private Speaker speaker(String name, String key, String user) {
        return speakers.speaker(new Claim(name, key, Optional.of(user).filter(one -> !one.isEmpty())));
    }

    @Test
    void aKeySpeaksForWhoeverItWasMadeFor() {
        String key = keys.issue("ana", "root", NOW);

        assertThat(speaker("", key, "root").name()).isEqualTo("ana");
        assertThat(speaker("ana", key, "bo").knownBy()).isEqualTo("key");
        assertThatThrownBy(() -> speaker("bo", key, "bo")).hasMessageContaining("[process.key-of-another]");
    }

    @Test
    void rootIsNobodyInParticular() {
        assertThatThrownBy(() -> speaker("ana", "", "root")).hasMessageContaining("[process.who]");
        assertThatThrownBy(() -> speaker("", "", "root")).hasMessageContaining("[process.who]");
        assertThatThrownBy(() -> speaker("ana", "", "")).hasMessageContaining("[process.who]");
    }

    @Test
    void whomTheKernelKnowsSpeaksForThemselvesAlone() {
        assertThat(speaker("", "", "bo").knownBy()).isEqualTo("user bo");
        assertThatThrownBy(() -> speaker("ana", "", "bo")).hasMessageContaining("[process.who]");
        assertThatThrownBy(() -> speaker("", "", "stranger")).hasMessageContaining("[process.who]");
    }

    @Test
    void anOldKeyCountsNoMore() {
        String old = keys.issue("ana", "root", NOW);
        String fresh = keys.issue("ana", "root", NOW.plusSeconds(1));

        assertThatThrownBy(() -> speaker("", old, "root")).hasMessageContaining("[process.key-unknown]");
        assertThat(speaker("", fresh, "root").name()).isEqualTo("ana");
        assertThat(keys.issued()).containsEntry("ana", NOW.plusSeconds(1));

        assertThat(keys.revoke("ana", NOW)).isTrue();
        assertThatThrownBy(() -> speaker("", fresh, "root")).hasMessageContaining("[process.key-unknown]");
        assertThat(keys.issued()).isEmpty();
    }

    @Test
    void theControlPlaneDoesNotHaveTheKeyItself() {
        String key = keys.issue("ana", "root", NOW);

        String kept = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT hash FROM person_key")
                        .mapTo(String.class)
                        .one());

        assertThat(kept).doesNotContain(key).matches("[0-9a-f]{64}");
    }

    @Test
    void whoLeftSpeaksNoMore() {
        String key = keys.issue("zoe", "root", NOW);

        assertThatThrownBy(() -> speaker("", key, "root")).hasMessageContaining("[process.no-such-person]");
    }
}
