package dev.understudy.model.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.support.Roster.Help;
import dev.understudy.model.support.Roster.Touched;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is named to users is somebody who knows what they ask about. */
class RosterTest {

    private static final String PROJECT = """
            project: acme
            odoo: { series: "19.0" }
            repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
            environments: { production: {} }
            people:
              - { name: ana, mail: ana@acme.example, roles: [key-user] }
              - { name: bo, mail: bo@acme.example, roles: [key-user] }
              - { name: cy, mail: cy@acme.example, roles: [finance] }
            duty:
              - { who: [cy], days: [tue], from: "18:00", to: "02:00", timezone: UTC }
            """;
    private static final Instant TUESDAY_NIGHT = Instant.parse("2026-12-01T20:00:00Z");

    private static Roster roster(String more, Map<String, Set<String>> workers, Touched... touched) {
        Project project = ProjectFile.read("understudy.yaml", PROJECT + more).require();
        return Roster.of(List.of(touched), workers, project.support(), project.people(), TUESDAY_NIGHT);
    }

    @Test
    void keyUsersHelpWithWhatTheyWorkWith() {
        Touched sales = new Touched("acme_sales", "Our sales", Set.of("sale", "mail"));
        Touched stock = new Touched("acme_stock", "Our stock", Set.of("stock"));

        Roster roster =
                roster("", Map.of("sale", Set.of("ana@acme.example", "zoe"), "stock", Set.of("cy")), sales, stock);

        assertThat(roster.helps())
                .as("cy works with stock and is no key user; then all key users help")
                .containsExactly(new Help("Our sales", List.of("ana")), new Help("Our stock", List.of("ana", "bo")));
        assertThat(roster.onDuty()).containsExactly("cy");
        assertThat(roster.all()).containsExactly("ana", "bo", "cy");
    }

    @Test
    void theFileSaysWhoHelpsAndTheModuleItselfCountsForMore() {
        String support = "support: { applications: { \"account*\": [finance], acme_account: [bo] } }\n";
        Touched invoices = new Touched("acme_invoices", "Invoices", Set.of("account"));
        Touched own = new Touched("acme_account", "Own", Set.of("account"));

        assertThat(roster(support, Map.of("account", Set.of("ana")), invoices, own)
                        .helps())
                .containsExactly(new Help("Invoices", List.of("cy")), new Help("Own", List.of("bo")));
    }

    @Test
    void modulesOfOneNameAreOneApplicationToUsers() {
        Touched one = new Touched("a", "Sales", Set.of());
        Touched other = new Touched("b", "Sales", Set.of());

        assertThat(roster("", Map.of(), one, other).helps()).hasSize(1);
    }

    @Test
    void whoIsNobodyCannotHelp() {
        assertThat(ProjectFile.read("understudy.yaml", PROJECT + "support: { applications: { sale: [zoe] } }\n")
                        .toString())
                .contains("config.nobody-helps");
    }
}
