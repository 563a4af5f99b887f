package dev.understudy.odoo.neutralize;

import static dev.understudy.odoo.neutralize.Sql.has;
import static dev.understudy.odoo.neutralize.Sql.literal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What makes a copy harmless, asked of its rows rather than believed of the statements: a module may have undone them,
 * or bring tables of its own. Any row means that the copy must not start.
 */
public final class Harmless {

    /**
     * Run in the session before each assertion: names are those of PostgreSQL, and of the schema that is said, whatever
     * the database's owner has made under the same names. Leaves nothing behind.
     */
    public static final String PREPARATION = """
            SET LOCAL search_path = pg_catalog, pg_temp;
            CREATE OR REPLACE FUNCTION pg_temp.understudy_rows(there boolean, query text) RETURNS SETOF text
            LANGUAGE plpgsql AS $understudy$
            BEGIN
              IF there THEN
                RETURN QUERY EXECUTE query;
              END IF;
            END
            $understudy$;
            """;

    /** Of these, a view could show one thing here and another to Odoo. */
    private static final List<String> ASKED = List.of(
            "ir_mail_server",
            "fetchmail_server",
            "ir_cron",
            "mail_mail",
            "sms_sms",
            "snailmail_letter",
            "mailing_mailing",
            "queue_job",
            "mail_push_device",
            "mail_partner_device",
            "payment_token",
            "delivery_carrier",
            "iap_account",
            "auth_oauth_provider",
            "ir_act_server",
            "website",
            "auth_passkey_key",
            "ir_config_parameter",
            "ir_model_data",
            "res_users",
            "res_users_apikeys",
            "payment_provider",
            "payment_acquirer");

    private Harmless() {}

    /**
     * The assertions, for every series: what a database does not have cannot offend.
     *
     * @param identity what {@link Neutralization} was given
     */
    public static List<Assertion> assertions(Identity identity) {
        var all = new ArrayList<Assertion>();
        all.addAll(tables());
        all.addAll(messages(identity));
        all.addAll(services());
        all.addAll(identity(identity));
        return all.stream()
                .filter(assertion ->
                        !(identity.keepsApiKeys() && assertion.name().equals(Leftovers.API_KEYS)))
                .toList();
    }

    private static List<Assertion> tables() {
        String names = ASKED.stream().map(Sql::literal).collect(Collectors.joining(", "));
        return List.of(asked(
                "plain-tables",
                "What is asked of the copy could be answered otherwise than to Odoo.",
                "true",
                """
                SELECT 'public.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = 'public' AND c.relname IN (%s)
                   AND (c.relkind NOT IN ('r', 'p') OR c.relhasrules OR c.relforcerowsecurity)""".formatted(names)));
    }

    private static List<Assertion> messages(Identity identity) {
        String kept = MailServers.keepsMailIn(identity.mailbox());
        return List.of(
                asked("mail-servers", "Mail would go out.", has("ir_mail_server", "active", "smtp_host"), """
                        SELECT format('ir_mail_server %s: %s', id, name) FROM public.ir_mail_server server
                         WHERE active AND KEPT IS NOT TRUE
                        UNION ALL SELECT 'ir_mail_server: none that keeps mail in'
                         WHERE NOT EXISTS (SELECT FROM public.ir_mail_server server WHERE active AND KEPT)\
                        """.replace(
                                "KEPT", kept)),
                asked(
                        "incoming-mail-servers",
                        "Production's mail would be fetched, and be lost to production.",
                        has("fetchmail_server", "active"),
                        "SELECT format('fetchmail_server %s: %s', id, name) FROM public.fetchmail_server WHERE active"),
                asked("crons", "Jobs would run that act on the world.", has("ir_cron", "active"), """
                        SELECT format('ir_cron %s', id) FROM public.ir_cron
                         WHERE active AND id NOT IN (SELECT res_id FROM public.ir_model_data
                               WHERE model = 'ir.cron' AND module = 'base' AND name = 'autovacuum_job')"""),
                asked(
                        "queued-mail",
                        "Mail of production would be sent twice.",
                        has("mail_mail", "state"),
                        "SELECT format('mail_mail %s', id) FROM public.mail_mail WHERE state = 'outgoing'"),
                asked(
                        "queued-sms",
                        "Text messages of production would be sent twice.",
                        has("sms_sms", "state"),
                        "SELECT format('sms_sms %s', id) FROM public.sms_sms WHERE state IN ('outgoing', 'process')"),
                asked(
                        "queued-letters",
                        "Letters of production would be posted twice.",
                        has("snailmail_letter", "state"),
                        "SELECT format('snailmail_letter %s', id) FROM public.snailmail_letter WHERE state = 'pending'"),
                asked(
                        "queued-mailings",
                        "Mailings of production would be sent twice.",
                        has("mailing_mailing", "state"),
                        """
                        SELECT format('mailing_mailing %s', id) FROM public.mailing_mailing
                         WHERE state IN ('in_queue', 'sending')"""),
                asked("queued-jobs", "Jobs of production would run twice.", has("queue_job", "state"), """
                        SELECT format('queue_job %s: %s', id, state) FROM public.queue_job
                         WHERE state IN ('wait_dependencies', 'pending', 'enqueued', 'started')"""),
                asked(
                        "push-devices",
                        "Notifications would reach people's devices.",
                        has("mail_push_device"),
                        "SELECT format('mail_push_device %s', id) FROM public.mail_push_device"),
                asked(
                        "push-devices-of-17",
                        "Notifications would reach people's devices.",
                        has("mail_partner_device"),
                        "SELECT format('mail_partner_device %s', id) FROM public.mail_partner_device"));
    }

    private static List<Assertion> services() {
        return List.of(
                payments("payment_provider"),
                payments("payment_acquirer"),
                asked(
                        "payment-tokens",
                        "Saved cards could be charged.",
                        has("payment_token", "active"),
                        "SELECT format('payment_token %s', id) FROM public.payment_token WHERE active"),
                asked(
                        "delivery-carriers",
                        "Parcels would be ordered.",
                        has("delivery_carrier", "prod_environment", "delivery_type", "active"),
                        """
                        SELECT format('delivery_carrier %s: %s', id, delivery_type) FROM public.delivery_carrier
                         WHERE prod_environment OR (active AND delivery_type NOT IN ('fixed', 'base_on_rule'))"""),
                asked("iap-accounts", "Paid services would be charged.", has("iap_account", "account_token"), """
                        SELECT format('iap_account %s', id) FROM public.iap_account
                         WHERE account_token IS NOT NULL AND account_token NOT LIKE '%+disabled'"""),
                asked(
                        "oauth-providers",
                        "Logins would be asked of production's provider.",
                        has("auth_oauth_provider", "enabled"),
                        "SELECT format('auth_oauth_provider %s', id) FROM public.auth_oauth_provider WHERE enabled"),
                asked(
                        "subscriptions",
                        "Rows would be taken from the servers that replicate to production.",
                        has("pg_subscription"),
                        """
                        SELECT format('subscription %s', subname) FROM pg_subscription WHERE subenabled
                           AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())"""),
                asked("webhooks", "Other systems would be called.", has("ir_act_server", "webhook_url"), """
                        SELECT format('ir_act_server %s', id) FROM public.ir_act_server
                         WHERE webhook_url LIKE '%://%'"""),
                asked(
                        "website-domains",
                        "Visitors would be sent to production.",
                        has("website", "domain"),
                        "SELECT format('website %s: %s', id, domain) FROM public.website WHERE domain <> ''"),
                asked(
                        Leftovers.API_KEYS,
                        "Whoever has a key to production could use it here.",
                        has("res_users_apikeys"),
                        "SELECT format('res_users_apikeys %s', id) FROM public.res_users_apikeys"),
                asked(
                        "passkeys",
                        "Keys of production would stand in a copy.",
                        has("auth_passkey_key"),
                        "SELECT format('auth_passkey_key %s', id) FROM public.auth_passkey_key"),
                held(
                        "credentials",
                        "Services outside would take the copy for production.",
                        Credentials.columns(Credentials.tables(), Credentials.COLUMN, Credentials.NO_KEY)),
                held(
                        "users-credentials",
                        "People's calendars and accounts would be changed.",
                        Credentials.columns(literal("res_users"), Credentials.USER_COLUMN, "validity")),
                asked(
                        "parameters",
                        "Services outside would take the copy for production.",
                        has("ir_config_parameter"),
                        "SELECT 'ir_config_parameter: ' || key FROM public.ir_config_parameter WHERE "
                                + Credentials.secretParameters()));
    }

    private static List<Assertion> identity(Identity identity) {
        return List.of(
                parameter("web.base.url", identity.baseUrl(), "Links in documents would lead to production."),
                parameter("report.url", identity.reportUrl(), "Documents would be printed with production's pictures."),
                parameter("database.uuid", identity.uuid(), "Odoo's services would take the copy for production."),
                parameter("database.secret", identity.secret(), "Sessions of production would be valid here."),
                parameter("database.is_neutralized", "true", "Odoo would not know that this is a copy."));
    }

    private static Assertion payments(String table) {
        return asked(
                table.replace('_', '-') + "s",
                "Cards would be charged.",
                has(table, "state"),
                "SELECT format('" + table + " %s: %s', id, name) FROM public." + table + " WHERE state = 'enabled'");
    }

    private static Assertion parameter(String key, String value, String why) {
        return asked(
                key,
                why,
                has("ir_config_parameter"),
                "SELECT 'ir_config_parameter: ' || " + literal(key)
                        + " WHERE NOT EXISTS (SELECT FROM public.ir_config_parameter WHERE key = " + literal(key)
                        + " AND value = "
                        + literal(value) + ")");
    }

    private static Assertion asked(String name, String why, String there, String query) {
        return new Assertion(name, why, "SELECT * FROM pg_temp.understudy_rows(" + there + ", " + literal(query) + ")");
    }

    /** Columns that still hold something, named with the number of rows and never with the value. */
    private static Assertion held(String name, String why, String columns) {
        return new Assertion(name, why, """
                SELECT held FROM (
                %s
                ) AS c CROSS JOIN LATERAL pg_temp.understudy_rows(true, format(
                  'SELECT %%L || count(*) || '' rows'' FROM public.%%I WHERE %%I::text NOT IN ('''', ''{}'', ''\\x'', ''false'')
                   HAVING count(*) > 0', c.tbl || '.' || c.col || ': ', c.tbl, c.col)) AS held
                """.formatted(columns).strip());
    }
}
