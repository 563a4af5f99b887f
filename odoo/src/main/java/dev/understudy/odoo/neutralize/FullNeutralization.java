package dev.understudy.odoo.neutralize;

import static dev.understudy.odoo.neutralize.Sql.has;
import static dev.understudy.odoo.neutralize.Sql.when;

import java.util.List;
import java.util.stream.Stream;

/** What core's {@code neutralize.sql} files do since 16.0, for the series before. */
final class FullNeutralization {

    private FullNeutralization() {}

    /** What the file of {@code base} does and {@link Leftovers} do not. */
    static List<Statement> ofBase() {
        return List.of(
                new Statement("mail-servers", when(has("ir_mail_server", "active"), """
                        UPDATE ir_mail_server SET active = false;
                        """)),
                new Statement("crons", when(has("ir_cron", "active"), """
                        UPDATE ir_cron SET active = false
                         WHERE id NOT IN (SELECT res_id FROM ir_model_data
                                           WHERE model = 'ir.cron' AND module = 'base' AND name = 'autovacuum_job');
                        """)));
    }

    static List<Statement> statements() {
        return Stream.concat(ofBase().stream(), ofOthers().stream()).toList();
    }

    private static List<Statement> ofOthers() {
        return List.of(
                new Statement("incoming-mail-servers", when(has("fetchmail_server", "active"), """
                        UPDATE fetchmail_server SET active = false;
                        """)),
                new Statement("mail-templates", when(has("mail_template", "mail_server_id"), """
                        UPDATE mail_template SET mail_server_id = NULL;
                        """)),
                new Statement("payment-acquirers", when(has("payment_acquirer", "state"), """
                        UPDATE payment_acquirer SET state = 'disabled' WHERE state NOT IN ('test', 'disabled');
                        """)),
                new Statement(
                        "delivery-carriers", when(has("delivery_carrier", "prod_environment", "delivery_type"), """
                        UPDATE delivery_carrier SET prod_environment = false;
                        UPDATE delivery_carrier SET active = false WHERE delivery_type NOT IN ('fixed', 'base_on_rule');
                        """)),
                new Statement("iap-accounts", when(has("iap_account", "account_token"), """
                        UPDATE iap_account SET account_token = regexp_replace(account_token, '(\\+.*)?$', '+disabled');
                        """)),
                new Statement("oauth-providers", when(has("auth_oauth_provider", "enabled"), """
                        UPDATE auth_oauth_provider SET enabled = false;
                        """)),
                new Statement("website-domains", when(has("website", "domain", "cdn_activated"), """
                        UPDATE website SET domain = NULL, cdn_activated = false;
                        """)),
                new Statement("website-robots", when(has("website", "robots_txt"), """
                        UPDATE website SET robots_txt = E'User-agent: *\\nDisallow: /';
                        """)),
                new Statement("electronic-invoices", when(has("account_edi_proxy_client_user"), """
                        UPDATE ir_config_parameter SET value = 'demo' WHERE key = 'account_edi_proxy_client.demo';
                        INSERT INTO ir_config_parameter (key, value)
                            SELECT 'account_edi_proxy_client.demo', 'demo' WHERE NOT EXISTS
                                (SELECT FROM ir_config_parameter WHERE key = 'account_edi_proxy_client.demo');
                        """)),
                new Statement("italian-invoices", when(has("res_company", "l10n_it_edi_register"), """
                        UPDATE res_company SET l10n_it_edi_register = false;
                        """)));
    }
}
