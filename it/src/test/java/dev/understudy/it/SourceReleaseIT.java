package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.release.PythonPackage;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.ReleaseView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A release whose code needs a package of the index that has no wheel, in a real Odoo 19. */
@ExtendWith(SharedProduction.class)
@Timeout(1800)
@Tag("long")
class SourceReleaseIT {

    private final SampleProduction sample;
    private final Api api;

    SourceReleaseIT(SampleProduction sample) {
        this.sample = sample;
        this.api = sample.api();
    }

    @Test
    void whatWasBuiltForTheRehearsalServesInProductionAndIsShown() {
        ReleaseView release = api.release(sample.commitOn("sales", "Write cards", checkout -> {
            Files.writeString(checkout.resolve("requirements.txt"), "vobject==0.9.6.1\nsix\n");
            Path module = checkout.resolve("acme_sale_priority/__init__.py");
            Files.writeString(module, "\nimport vobject\nassert vobject.vCard()\n", StandardOpenOption.APPEND);
        }));
        assertThat(release.packages()).isEmpty();

        RunView rehearsed = api.rehearse(release.id());
        assertThat(rehearsed.status()).as(api.told(rehearsed)).isEqualTo("succeeded");
        assertThat(Api.detail(rehearsed, "place-code")).contains("vobject==0.9.6.1 (built here)");
        RunView deployed = api.deploy(release.id());
        assertThat(deployed.status()).as(api.told(deployed)).isEqualTo("succeeded");

        assertThat(api.release(release.id()).packages())
                .extracting(PythonPackage::pinned)
                .contains("vobject==0.9.6.1");
        PythonPackage shown = api.release(release.id()).packages().stream()
                .filter(one -> one.name().equals("vobject"))
                .findFirst()
                .orElseThrow();
        assertThat(shown.origin()).isEqualTo(PythonPackage.Origin.SOURCE);
        assertThat(shown.source()).startsWith("sha256:");
        assertThat(sample.serves(SampleProduction.PRODUCTION)).isTrue();
    }
}
