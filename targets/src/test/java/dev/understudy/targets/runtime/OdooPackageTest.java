package dev.understudy.targets.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OdooPackageTest {

    private static final String CONTROL = """
            Package: odoo
            Version: 17.0.20240101
            Depends: python3-lxml, python3-reportlab (>= 4.0.4-1~),
             fonts-dejavu-core | fonts-freefont-ttf, python3:any, adduser [amd64], ${misc:Depends}
            Description: Odoo
            """;

    @Test
    void dependsOnTheFirstOfThoseThatWillDo() {
        assertThat(OdooPackage.depends(CONTROL))
                .containsExactly("python3-lxml", "python3-reportlab", "fonts-dejavu-core", "python3", "adduser");
    }

    @Test
    void saysItsVersion() {
        assertThat(OdooPackage.version(CONTROL)).isEqualTo("17.0.20240101");
        assertThat(OdooPackage.version("nothing")).isEmpty();
    }
}
