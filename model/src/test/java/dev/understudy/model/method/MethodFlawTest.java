package dev.understudy.model.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.config.Reading;
import dev.understudy.model.method.Gate.Demand;
import dev.understudy.model.method.Gate.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods as files give them, and those that no release could travel. */
class MethodFlawTest {

    private static final String PROJECT = """
            project: acme
            odoo: { series: "19.0" }
            repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
            environments: { production: {}, staging: { copy_of: production } }
            """;

    private static String people(String... namesAndRoles) {
        StringBuilder people = new StringBuilder("people:\n");
        for (String one : namesAndRoles) {
            String name = one.substring(0, one.indexOf(':'));
            String role = one.substring(one.indexOf(':') + 1);
            people.append("  - { name: %s, mail: %s@acme.example, roles: [%s] }\n".formatted(name, name, role));
        }
        return people.toString();
    }

    private static List<String> said(String text) {
        return switch (ProjectFile.read("understudy.yaml", text)) {
            case Reading.Valid valid -> List.of();
            case Reading.Invalid invalid ->
                invalid.problems().stream()
                        .map(problem -> problem.fault().exception().getMessage())
                        .toList();
        };
    }

    @Test
    void aGateThatNobodyCanPassIsRefusedWithTheArithmetic() {
        assertThat(said(PROJECT + "method: hdz-ii\n"))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .startsWith(
                                "understudy.yaml:5:9: Method hdz-ii: nobody can pass gate approval before production. It needs 1 of client; 0 people have that")
                        .contains("[method.nobody-can-pass]"));
    }

    @Test
    void aLoneMaintainerWouldWaitForThemselves() {
        String gates = "gates: { approval: { by: [release-manager] } }\n";

        assertThat(said(PROJECT + gates + people("cy:release-manager")))
                .singleElement()
                .satisfies(
                        text -> assertThat(text)
                                .contains(
                                        "needs 1 of release-manager; 1 people have that, and 1 of them may be the author: 0 are left"));
        assertThat(said(PROJECT + gates + people("cy:release-manager", "di:release-manager")))
                .isEmpty();
        assertThat(said(PROJECT + "gates: { approval: { by: [client] } }\n" + people("ana:client")))
                .as("a client writes no code")
                .isEmpty();
    }

    @Test
    void whatIsOnlyAdvisedNeedsNobody() {
        assertThat(said(PROJECT + "method: hdz-ii\ngates: { advise: [approval] }\n"))
                .isEmpty();
    }

    @Test
    void aStageWithoutItsEnvironmentIsRefusedAndNotPassed() {
        assertThat(said(PROJECT.replace(", staging: { copy_of: production }", "") + "method: hdz-ii\n"
                        + people("ana:client")))
                .singleElement()
                .satisfies(text ->
                        assertThat(text).contains("no release can come to stage staging", "[method.no-environment]"));
    }

    @Test
    void aMethodMayExtendAnother(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("ours.yaml"), """
                method: ours
                extends: hdz-ii
                stages:
                  - name: production
                    restart: database
                    without: [window]
                    gates:
                      - { gate: soak, lasting: 3d }
                      - { gate: approval, by: [client], needed: 2, mode: advise }
                """);
        Files.writeString(folder.resolve("understudy.yaml"), PROJECT + "method: ours.yaml\n");

        Project project = ProjectFile.read(folder.resolve("understudy.yaml")).require();

        Stage production = project.method().stage("production").orElseThrow();
        assertThat(project.method().name()).isEqualTo("ours");
        assertThat(production.restartDatabase()).isTrue();
        assertThat(production.after()).contains("staging");
        assertThat(production.gates()).extracting(Gate::name).containsExactly("rehearsal", "soak", "approval");
        assertThat(production.gates().get(1).demand()).isEqualTo(new Demand.Soaked(Duration.ofDays(3)));
        assertThat(production.gates().get(2).mode()).isEqualTo(Mode.ADVISE);
        assertThat(project.method().standard()).isPresent();
    }

    @Test
    void whatIsWrongInAMethodsFileIsToldWithItsLine(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("ours.yaml"), """
                method: ours
                stages:
                  - name: development
                  - name: production
                    environment: production
                    gates:
                      - { gate: aproval }
                      - { gate: window, needed: 2 }
                      - { gate: soak }
                """);
        Files.writeString(folder.resolve("understudy.yaml"), PROJECT + "method: ours.yaml\n");

        Reading reading = ProjectFile.read(folder.resolve("understudy.yaml"));

        assertThat(((Reading.Invalid) reading).problems())
                .allSatisfy(problem -> assertThat(problem.file()).endsWith("ours.yaml"))
                .extracting(problem -> problem.line() + " " + problem.fault().code())
                .containsExactly("7 config.not-a-word", "8 config.unknown-key", "9 config.missing-key");
    }

    @Test
    void aStageThatNoWayLeadsToIsRefused(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("ours.yaml"), """
                method: ours
                stages:
                  - { name: development }
                  - { name: staging, environment: staging, after: production }
                  - { name: production, environment: production, after: staging }
                """);
        Files.writeString(folder.resolve("understudy.yaml"), PROJECT + "method: ours.yaml\n");

        Reading reading = ProjectFile.read(folder.resolve("understudy.yaml"));

        assertThat(((Reading.Invalid) reading).problems())
                .extracting(problem -> problem.fault().code())
                .containsExactly("method.unreachable", "method.unreachable");
    }

    @Test
    void threePhasesRestartTheDatabaseAndAskKeyUsersForAWeek() {
        Project project = ProjectFile.read(
                        "understudy.yaml",
                        PROJECT + "method: three-phase\n" + people("ana:client", "cy:release-manager", "ed:key-user"))
                .require();

        Stage production = project.method().stages().getLast();
        assertThat(production.restartDatabase()).isTrue();
        assertThat(production.gates())
                .extracting(Gate::demand)
                .contains(new Demand.Proven(Proof.KEY_USERS, Optional.empty(), Duration.ofDays(7), Set.of("key-user")));
    }
}
