package dev.understudy.odoo.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModuleSourceTest {

    @Test
    void findsLibrariesOfTheNetwork() {
        assertThat(ModuleSource.libraries("""
                import logging
                import requests
                from zeep import Client
                    import paramiko
                from odoo import requests_mock
                # import smtplib
                import requestsfoo
                """)).containsExactly("paramiko", "requests", "zeep");
    }

    @Test
    void findsFieldsThatHoldKeys() {
        assertThat(ModuleSource.credentials("""
                class Carrier(models.Model):
                    carrier_api_key = fields.Char()
                    sftp_password = fields.Char(string="Password")
                    token_count = fields.Integer()
                    name = fields.Char()
                """)).containsExactly("carrier_api_key", "sftp_password");
    }

    @Test
    void findsParametersThatHoldKeys() {
        assertThat(ModuleSource.credentials("""
                        self.env["ir.config_parameter"].sudo().get_param('acme.api_key')
                        params.set_param(
                            "acme_token", value)
                        params.get_param("web.base.url")
                """)).containsExactly("acme.api_key", "acme_token");
        assertThat(ModuleSource.parameters("""
                <record id="key" model="ir.config_parameter">
                  <field name="key">acme.client_secret</field>
                  <field name="value">x</field>
                </record>
                <record id="other" model="ir.config_parameter"><field name="key">acme.color</field></record>
                """)).containsExactly("acme.client_secret");
    }

    @Test
    void readsTheSeriesAndTheOldestPostgres() {
        assertThat(ReleaseFile.read("""
                # version_info format: (MAJOR, MINOR, MICRO, RELEASE_LEVEL, SERIAL)
                version_info = (19, 0, 0, FINAL, 0, '')
                MIN_PG_VERSION = 13
                """)).contains(new ReleaseFile("19.0", 13));
        assertThat(ReleaseFile.read("version_info = ('saas~17', 2, 0, FINAL, 0, '')"))
                .contains(new ReleaseFile("saas~17.2", 0));
        assertThat(ReleaseFile.read("nothing")).isEmpty();
    }
}
