package dev.understudy.targets.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeSessionTest {

    @TempDir
    Path data;

    @Test
    void isFoundWhereOdoo14KeepsIt() throws Exception {
        Path users = write("sessions/werkzeug_0123456789abcdef0123456789abcdef01234567.sess");
        Path ours = write("sessions/werkzeug_feed5e5589abcdef0123456789abcdef01234567.sess");

        ProbeSession session = new ProbeSession(data);

        assertThat(session.id()).contains("feed5e5589abcdef0123456789abcdef01234567");
        session.remove();
        assertThat(ours).doesNotExist();
        assertThat(users).exists();
        assertThat(session.id()).isEmpty();
    }

    @Test
    void isFoundWhereLaterSeriesKeepIt() throws Exception {
        Path users = write("sessions/fe/fe12_3-x");
        Path ours = write("sessions/fe/feed5e55Ab_3-x");
        Path cutOff = write("sessions/fe/feed5e55Cd_4-y");

        ProbeSession session = new ProbeSession(data);

        assertThat(session.id().orElseThrow()).isIn("feed5e55Ab_3-x", "feed5e55Cd_4-y");
        session.remove();
        assertThat(ours).doesNotExist();
        assertThat(cutOff).doesNotExist();
        assertThat(users).exists();
    }

    @Test
    void isNotThereWhereOdooKeepsSessionsElsewhere() {
        assertThat(new ProbeSession(data).id()).isEmpty();
        new ProbeSession(data).remove();
    }

    private Path write(String file) throws IOException {
        Path path = data.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "");
    }
}
