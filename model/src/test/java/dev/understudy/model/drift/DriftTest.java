package dev.understudy.model.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.drift.Drift.Difference;
import dev.understudy.model.drift.Drift.Reason;
import dev.understudy.model.drift.Trait.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftTest {

    private static final Trait SALE = new Trait(Kind.MODULE, "sale", "19.0.1.2", "");
    private static final Trait KEY = new Trait(Kind.PARAMETER, "carrier.key", "d1ge57", "ada");

    @Test
    void whatIsAsItWasIsNoDrift() {
        assertThat(Drift.since(List.of(SALE, KEY), List.of(KEY, SALE))).isEmpty();
        assertThat(Drift.since(List.of(SALE), List.of(new Trait(Kind.MODULE, "sale", "19.0.1.2", "bea"))))
                .as("written again as it was")
                .isEmpty();
    }

    @Test
    void whatCameWentOrChangedIsToldWithWhoDidIt() {
        List<Difference> drift = Drift.since(
                List.of(SALE, new Trait(Kind.MEMBER, "Administrator: eve", "", "")),
                List.of(
                        new Trait(Kind.MODULE, "sale", "19.0.1.3", "bea"),
                        new Trait(Kind.ACCESS, "order", "rw", "bea")));

        assertThat(drift).extracting(Difference::name).containsExactly("sale", "order", "Administrator: eve");
        assertThat(drift.getFirst().before()).contains("19.0.1.2");
        assertThat(drift.getFirst().after()).contains("19.0.1.3");
        assertThat(drift.getFirst().by()).isEqualTo("bea");
        assertThat(drift.getLast().after()).isEmpty();
        assertThat(drift).allMatch(difference -> difference.expected().isEmpty());
    }

    @Test
    void whatMayBeASecretIsNotShown() {
        List<Difference> drift =
                Drift.since(List.of(KEY), List.of(new Trait(Kind.PARAMETER, "carrier.key", "0th3r", "bea")));

        assertThat(drift).singleElement().satisfies(difference -> {
            assertThat(difference.before()).contains("");
            assertThat(difference.toString()).doesNotContain("0th3r").doesNotContain("d1ge57");
        });
    }

    @Test
    void whatOdooWritesByItselfIsSetApart() {
        Trait own = new Trait(Kind.PARAMETER, "database.expiration_date", "1", Trait.ODOO);
        Trait module = new Trait(Kind.MODULE, "crm", "19.0", Trait.ODOO);

        assertThat(Drift.since(List.of(), List.of(own)).getFirst().expected()).contains(Reason.ODOO);
        assertThat(Drift.since(List.of(), List.of(module)).getFirst().expected())
                .as("a module is installed as Odoo, whoever asked for it")
                .isEmpty();
    }

    @Test
    void aCopyDiffersInWhatMakesItOne() {
        List<Difference> differences = Drift.ofCopy(
                List.of(new Trait(Kind.SETTING, "fsync", "on", ""), new Trait(Kind.PARAMETER, "web.base.url", "a", "")),
                List.of(new Trait(Kind.PARAMETER, "web.base.url", "b", "ada"), KEY),
                parameter -> false);

        assertThat(differences)
                .filteredOn(difference -> difference.expected().isEmpty())
                .extracting(Difference::name)
                .containsExactly("carrier.key");
    }

    /** A module's neutralize.sql empties the address of a carrier: nobody did that by hand. */
    @Test
    void whatAModuleNeutralizesIsMeant() {
        assertThat(Drift.ofCopy(List.of(KEY), List.of(), KEY.name()::equals))
                .singleElement()
                .extracting(Difference::expected)
                .isEqualTo(Optional.of(Reason.COPY));
    }
}
