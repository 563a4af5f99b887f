package dev.understudy.process.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.process.record.AuditLog.Check;
import dev.understudy.process.record.AuditLog.Why;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    private static final Instant AT = Instant.parse("2026-12-01T12:00:00.123456789Z");

    @AutoClose
    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    @TempDir
    Path folder;

    private AuditLog log() {
        return log("key");
    }

    private AuditLog log(String key) {
        Seal seal = new Seal(key);
        return new AuditLog(database.jdbi(), seal, new HighWaterMark(folder.resolve("mark"), seal));
    }

    private void three() {
        for (String verb : new String[] {"approved", "withdrawn", "rejected"}) {
            log().note(AT, verb, "r1", "ana", "approval");
        }
    }

    private void tamper(String sql) {
        database.jdbi().useHandle(handle -> handle.execute(sql));
    }

    @Test
    void whatWasWrittenIsWhole() {
        assertThat(log().verify()).isEqualTo(new Check.Whole(0));
        three();

        assertThat(log().verify()).isEqualTo(new Check.Whole(3));
        assertThat(log().entries(Optional.of("r1")))
                .extracting(AuditLog.Entry::verb)
                .containsExactly("approved", "withdrawn", "rejected");
        assertThat(log().entries(Optional.of("r2"))).isEmpty();
    }

    @Test
    void whoeverAltersAnEntryIsSeen() {
        three();
        tamper("UPDATE audit_entry SET who = 'bo' WHERE number = 2");

        assertThat(log().verify()).isEqualTo(new Check.Broken(2, Why.SEAL));
    }

    @Test
    void whoeverTakesOneOutIsSeen() {
        three();
        tamper("DELETE FROM audit_entry WHERE number = 2; UPDATE audit_entry SET number = 2 WHERE number = 3");

        assertThat(log().verify()).isEqualTo(new Check.Broken(2, Why.SEAL));
    }

    @Test
    void whoeverCutsOffTheEndIsSeen() {
        three();
        tamper("DELETE FROM audit_entry WHERE number = 3");
        assertThat(log().verify()).isEqualTo(new Check.Broken(3, Why.CUT_OFF));

        log().note(AT, "approved", "r1", "bo", "in its place");
        assertThat(log().verify()).isEqualTo(new Check.Broken(3, Why.SEAL));
    }

    @Test
    void whoeverTakesTheMarkAwayOrWritesAnotherIsSeen() throws IOException {
        three();
        Files.writeString(folder.resolve("mark"), "2 abc def\n");
        assertThat(log().verify()).isEqualTo(new Check.Broken(3, Why.MARK));

        Files.delete(folder.resolve("mark"));
        assertThat(log().verify()).isEqualTo(new Check.Broken(3, Why.MARK));
    }

    @Test
    void anotherKeySealsNothingOfThis() {
        three();

        assertThat(log("another").verify()).isEqualTo(new Check.Broken(1, Why.SEAL));
    }

    @Test
    void whatIsRolledBackWasNeverNotedNorMarked() {
        three();
        assertThatThrownBy(() -> database.jdbi().useTransaction(handle -> {
                    log().note(AT, "approved", "r1", "ana", "");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(log().verify()).isEqualTo(new Check.Whole(3));
    }
}
