package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever follows a run reads what it does, and not what its steps are called in the program. */
@Timeout(60)
final class RunPageTest {

    @AutoClose
    private final Visits visits = Visits.open();

    @Test
    void stepsAreToldInTheReadersLanguage() throws Exception {
        Browser ana = visits.of("ana");

        assertThat(ana.get("/projects/acme/runs/run-3").body()).contains("<strong>Update modules</strong>");
        assertThat(ana.get("/projects/acme/runs/run-3", "Accept-Language", "es").body())
                .contains("<strong>Actualizar módulos</strong>", "update-modules");
    }
}
