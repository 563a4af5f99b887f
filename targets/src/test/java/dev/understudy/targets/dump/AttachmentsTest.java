package dev.understudy.targets.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.dump.Attachments.Stored;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttachmentsTest {

    @Test
    void whatIsKeptInAnotherStorageIsNotMissing() {
        Attachments attachments = Attachments.of(
                List.of(
                        new Stored("ab/abcdef01", "res.partner"),
                        new Stored("cd/cdcdef01", ""),
                        new Stored("s3://acme-attachments/cd1234", "mail.message"),
                        new Stored("acme_minio://cd/12/cd1234", "")),
                "ab/abcdef01"::equals);

        assertThat(attachments.named()).isEqualTo(2);
        assertThat(attachments.missingShown()).isEqualTo("- 1");
        assertThat(attachments.away()).isEqualTo(2);
        assertThat(attachments.elsewhere()).isEqualTo(Map.of("acme_minio", 1L, "s3", 1L));
    }
}
