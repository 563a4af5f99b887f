package dev.understudy.odoo.written;

import java.util.Set;

/**
 * Tables that Odoo writes by itself while somebody looks, signs in or waits: losing their rows loses nobody's work. From
 * the models of Odoo 14 to 19. Rows of wizards are of the same kind; the database knows which models they are.
 */
public final class TechnicalTables {

    private static final Set<String> NAMES = Set.of(
            // The bus, and who is present.
            "bus_bus",
            "bus_presence",
            "mail_presence",
            "im_livechat_channel_member_history",
            "discuss_channel_member",
            "discuss_channel_rtc_session",
            "mail_channel_member",
            "mail_channel_partner",
            "mail_channel_rtc_session",
            // Sessions and signing in.
            "res_users_log",
            "res_device_log",
            "res_users_settings",
            "res_users_settings_volumes",
            "auth_totp_rate_limit_log",
            "website_visitor",
            "website_track",
            // Crons: when they were last called, and what wakes them.
            "ir_cron",
            "ir_cron_trigger",
            "ir_cron_progress",
            // The queue of mail that is on its way; what was said stands in mail_message.
            "mail_mail",
            "mail_notification",
            "mail_message_schedule",
            "fetchmail_server",
            // What Odoo notes about itself.
            "ir_logging",
            "ir_profile",
            "orm_signaling_registry",
            "orm_signaling_assets",
            "orm_signaling_default",
            "orm_signaling_templates",
            "orm_signaling_routing",
            "orm_signaling_groups");

    private TechnicalTables() {}

    /** Whether a table of the schema {@code public} is one. */
    public static boolean contains(String table) {
        return NAMES.contains(table);
    }
}
