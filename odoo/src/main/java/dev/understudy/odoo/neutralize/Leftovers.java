package dev.understudy.odoo.neutralize;

import static dev.understudy.odoo.neutralize.Sql.has;
import static dev.understudy.odoo.neutralize.Sql.when;

import java.util.List;

/** What waits to go out of a copy, and what core leaves switched on, in every series. */
final class Leftovers {

    /** Also the name of what is asserted of them. */
    static final String API_KEYS = "api-keys";

    private Leftovers() {}

    static List<Statement> statements() {
        return List.of(
                new Statement("queued-mail", when(has("mail_mail", "state"), """
                        UPDATE mail_mail SET state = 'cancel' WHERE state = 'outgoing';
                        """)),
                new Statement("queued-sms", when(has("sms_sms", "state"), """
                        UPDATE sms_sms SET state = 'canceled' WHERE state IN ('outgoing', 'process');
                        """)),
                new Statement("queued-letters", when(has("snailmail_letter", "state"), """
                        UPDATE snailmail_letter SET state = 'canceled' WHERE state = 'pending';
                        """)),
                new Statement("queued-mailings", when(has("mailing_mailing", "state"), """
                        UPDATE mailing_mailing SET state = 'draft' WHERE state IN ('in_queue', 'sending');
                        """)),
                new Statement("queued-jobs", when(has("queue_job", "state"), """
                        UPDATE queue_job SET state = 'cancelled'
                         WHERE state IN ('wait_dependencies', 'pending', 'enqueued', 'started');
                        """)),
                new Statement("webhooks", when(has("ir_act_server", "webhook_url"), """
                        UPDATE ir_act_server SET webhook_url = 'neutralization - disable webhook'
                         WHERE webhook_url IS NOT NULL;
                        """)),
                new Statement(API_KEYS, when(has("res_users_apikeys"), """
                        DELETE FROM res_users_apikeys;
                        """)),
                new Statement("passkeys", when(has("auth_passkey_key"), """
                        DELETE FROM auth_passkey_key;
                        """)),
                new Statement("payment-tokens", when(has("payment_token", "active"), """
                        UPDATE payment_token SET active = false;
                        """)),
                new Statement("push-notifications", when(has("mail_push"), """
                        DELETE FROM mail_push;
                        """)),
                new Statement("push-devices", when(has("mail_push_device"), """
                        DELETE FROM mail_push_device;
                        """)),
                new Statement("push-notifications-of-17", when(has("mail_notification_web_push"), """
                        DELETE FROM mail_notification_web_push;
                        """)),
                new Statement("push-devices-of-17", when(has("mail_partner_device"), """
                        DELETE FROM mail_partner_device;
                        """)),
                new Statement("call-servers", when(has("mail_ice_server", "credential"), """
                        UPDATE mail_ice_server SET credential = NULL WHERE credential IS NOT NULL;
                        """)),
                new Statement(
                        "synchronized-calendars",
                        when(has("res_users_settings", "google_synchronization_stopped"), """
                        UPDATE res_users_settings SET google_synchronization_stopped = true;
                        """)),
                new Statement(
                        "synchronized-calendars-of-microsoft",
                        when(has("res_users_settings", "microsoft_synchronization_stopped"), """
                        UPDATE res_users_settings SET microsoft_synchronization_stopped = true;
                        """)));
    }
}
