package dev.understudy.odoo.neutralize;

import static dev.understudy.odoo.neutralize.Sql.literal;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Keys to other people's services. Third-party modules keep them under names that nobody can list, in tables that
 * everybody knows; so columns are found by what they are called.
 */
final class Credentials {

    /** Tables whose rows stand for a service outside of Odoo. */
    private static final List<String> TABLES = List.of(
            "ir_mail_server",
            "fetchmail_server",
            "payment_provider",
            "payment_acquirer",
            "delivery_carrier",
            "pos_payment_method",
            "calendar_provider_config",
            "account_edi_proxy_client_user",
            "account_online_link",
            "social_account",
            "social_media",
            "google_calendar_credentials",
            "google_drive_config",
            "res_company",
            "res_config_settings",
            "res_users_settings",
            "website");

    /** Columns of text that hold a key, by name. */
    static final String COLUMN = "(^|_)(password|passwd|pass|pwd|secret|r?token|api_?key|private_key|secret_key"
            + "|access_key|hmac_key|merchant_key|transaction_key|signature_key|website_key|credentials?)(_|$)";

    /** What such a name also fits that is no key. */
    static final String NO_KEY =
            "(validity|expir|_at$|_date$|_type$|_stopped$|_uri$|_url$|_form_key$|push_to_talk|^save_token$)";

    /** Columns of {@code res_users}: what services gave, never what people log in with. */
    static final String USER_COLUMN =
            "^(google|microsoft|outlook|gmail|azure|linkedin|facebook|twitter).*token$" + "|^oauth_access_token$";

    /** Keys of {@code ir_config_parameter} that hold a secret. */
    static final String PARAMETER =
            "(^|[._])(password|passwd|pwd|secret|token|api_?key|private_key|secret_key|access_key"
                    + "|account_info|refresh_token|vapid_private_key|vapid_public_key|sfu_server_key|sfu_local_key)$"
                    + "|_api_(key|secret)$|^recaptcha_p|^cf\\.turnstile_";

    /** Parameters that fit but are Odoo's own, and no key to anything outside. */
    static final List<String> KEPT_PARAMETERS =
            List.of("database.secret", "auth_signup.reset_password", "mail.chat_from_token");

    private Credentials() {}

    static List<Statement> statements() {
        return List.of(
                new Statement("credentials", sweep(tables(), COLUMN, NO_KEY)),
                new Statement("users-credentials", sweep(literal("res_users"), USER_COLUMN, "validity")),
                new Statement(
                        "parameters", Sql.when(Sql.has("ir_config_parameter"), """
                        DELETE FROM ir_config_parameter
                         WHERE %s;
                        """.formatted(secretParameters()))));
    }

    /** A condition on {@code ir_config_parameter}. */
    static String secretParameters() {
        String kept = KEPT_PARAMETERS.stream().map(Sql::literal).collect(Collectors.joining(", "));
        return "key ~* " + literal(PARAMETER) + " AND key NOT IN (" + kept
                + ") AND value !~* '^(true|false|[0-9]{0,6})$'";
    }

    static String tables() {
        return TABLES.stream().map(Sql::literal).collect(Collectors.joining(", "));
    }

    /** A query of the columns in question: table, name, type, whether null is refused. */
    static String columns(String tables, String fits, String butNot) {
        return """
                SELECT c.relname AS tbl, a.attname AS col, format_type(a.atttypid, NULL) AS type, a.attnotnull AS needed
                  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                 WHERE a.attrelid IN (SELECT to_regclass('public.' || t) FROM unnest(ARRAY[%s]) AS t)
                   AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
                   AND format_type(a.atttypid, NULL) IN ('character varying', 'text', 'bytea', 'jsonb')
                   AND a.attname ~ %s AND a.attname !~ %s
                """.formatted(tables, literal(fits), literal(butNot)).strip();
    }

    private static String sweep(String tables, String fits, String butNot) {
        return Sql.block("""
                DECLARE
                  found record;
                BEGIN
                  FOR found IN
                    %s
                  LOOP
                    IF NOT found.needed THEN
                      EXECUTE format('UPDATE %%I SET %%I = NULL WHERE %%I IS NOT NULL', found.tbl, found.col, found.col);
                    ELSIF found.type = 'jsonb' THEN
                      EXECUTE format('UPDATE %%I SET %%I = ''{}''', found.tbl, found.col);
                    ELSE
                      EXECUTE format('UPDATE %%I SET %%I = ''''', found.tbl, found.col);
                    END IF;
                  END LOOP;
                END
                """.formatted(columns(tables, fits, butNot).replace("\n", "\n    ")));
    }
}
