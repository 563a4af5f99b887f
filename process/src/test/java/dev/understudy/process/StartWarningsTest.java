package dev.understudy.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.understudy.model.config.Project;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.process.record.AuditLog.Entry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A deploy waits for its window, and whoever is on duty hears before that it will not begin. */
@Timeout(120)
class StartWarningsTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir
    private Path folder;

    private Company company;
    private String release;

    @BeforeEach
    void aDeployWaitsForThursday() {
        server.start();
        company = new Company(folder, """
                project: acme
                odoo: { series: "19.0" }
                repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
                environments: { production: {}, staging: { copy_of: production } }
                people:
                  - { name: bo, mail: bo@acme.example, roles: [developer] }
                  - { name: ana, mail: ana@acme.example, roles: [client] }
                  - { name: cy, mail: cy@acme.example, roles: [operator], language: fr }
                  - { name: di, mail: di@acme.example, roles: [release-manager] }
                duty: [{ who: [cy], days: [thu], from: "18:00", to: "02:00", timezone: UTC }]
                method: hdz-ii
                windows: [{ days: [thu], from: "20:00", to: "23:00", timezone: UTC }]
                mail: { server: 127.0.0.1, port: %d, security: none, from: odoo@acme.example }
                """.formatted(server.getSmtp().getPort()), Instant.parse("2026-12-02T09:00:00Z"));
        release = company.release(ChangeClass.B, "bo", "sale");
        company.perform("rehearse", "rehearsal", release);
        company.perform("deploy", "staging", release);
        company.approve(release, "approval", "ana");
        company.ask("deploy", Project.PRODUCTION, release);
    }

    @AfterEach
    void stop() {
        company.close();
        server.stop();
    }

    private List<String> at(String time) {
        company.at(Instant.parse(time));
        company.practice.look(company.now());
        return Arrays.stream(server.getReceivedMessages())
                .map(mail -> GreenMailUtil.getWholeMessage(mail).replace("=\r\n", ""))
                .filter(mail -> mail.contains("release show " + release))
                .toList();
    }

    @Test
    void whatWillNotHoldThenIsToldToWhoeverIsOnDutyOnce() {
        assertThat(at("2026-12-03T12:00:00Z")).as("there is time").isEmpty();
        assertThat(at("2026-12-03T17:05:00Z"))
                .as("the rehearsal will be older than a day")
                .singleElement()
                .satisfies(mail -> assertThat(mail).contains("To: cy@acme.example", "- rehearsal: "));
        assertThat(at("2026-12-03T18:00:00Z")).hasSize(1);
        assertThat(company.practice.books().log().entries(Optional.of(release)))
                .extracting(Entry::verb, Entry::detail)
                .anySatisfy(entry -> assertThat(entry.toList())
                        .containsExactly("warned", "cy: it will not begin at 2026-12-03T20:00:00Z: rehearsal"));
    }

    @Test
    void whatIsRehearsedAgainIsNoNews() {
        company.at(Instant.parse("2026-12-03T16:00:00Z"));
        company.perform("rehearse", "rehearsal", release);

        assertThat(at("2026-12-03T17:05:00Z")).isEmpty();
    }

    @Test
    void aYesThatWasTakenBackIsTold() {
        company.at(Instant.parse("2026-12-03T16:00:00Z"));
        company.perform("rehearse", "rehearsal", release);
        company.practice.people().sayings().withdraw(release, "approval", company.speaker("ana"));

        assertThat(at("2026-12-03T17:05:00Z"))
                .singleElement()
                .satisfies(mail -> assertThat(mail).contains("- approval: "));
    }
}
