package dev.understudy.odoo.neutralize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.understudy.odoo.neutralize.CoreNeutralization.InstalledModule;
import dev.understudy.odoo.series.Series;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeutralizationTest {

    private static final Identity COPY =
            new Identity("https://staging.acme.example", "http://127.0.0.1:8070", "the-uuid", "the-secret");

    @Test
    void doesInOldSeriesWhatCoreDoesLater() {
        Set<String> old = names("14.0");
        Set<String> now = names("19.0");
        assertThat(old)
                .containsAll(now)
                .contains("crons", "mail-servers", "incoming-mail-servers", "payment-acquirers");
        assertThat(now)
                .doesNotContain("crons", "payment-acquirers")
                .contains(
                        "dummy-mail-server",
                        "queued-mail",
                        "passkeys",
                        "credentials",
                        "identity",
                        "queued-jobs",
                        "api-keys");
        assertThat(names("15.0")).isEqualTo(old);
        assertThat(names("16.0")).isEqualTo(now);
    }

    @Test
    void guardsEveryStatement() {
        assertThat(Neutralization.statements(Series.of("14.0"), COPY))
                .allSatisfy(statement -> assertThat(statement.sql())
                        .startsWith("DO $understudy$\n")
                        .endsWith("$understudy$;")
                        .contains("to_regclass("));
    }

    @Test
    void quotesItsArguments() {
        String sql = Neutralization.script(
                Series.of("19.0"), new Identity("http://x/o'clock", "http://y", "a\\'b", "'; DROP TABLE x; --"));
        assertThat(sql).contains("('web.base.url', 'http://x/o''clock')", "('database.uuid', E'a\\\\''b')");
        assertThat(sql).contains("('database.secret', '''; DROP TABLE x; --')");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Neutralization.script(Series.of("19.0"), new Identity("$understudy$", "r", "u", "s")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Identity("", "r", "u", "s"));
    }

    @Test
    void marksTheCopy() {
        assertThat(Neutralization.script(Series.of("14.0"), COPY))
                .contains(
                        "('web.base.url', 'https://staging.acme.example')",
                        "('report.url', 'http://127.0.0.1:8070')",
                        "('web.base.url.freeze', 'True')",
                        "('database.uuid', 'the-uuid')",
                        "('database.is_neutralized', 'true')");
    }

    @Test
    void keepsWhatPeopleLogInWith() {
        String sql = Neutralization.script(Series.of("14.0"), COPY);
        assertThat(sql).doesNotContain("totp_secret").doesNotContain("UPDATE res_users ");
        Pattern column = Pattern.compile(Credentials.USER_COLUMN);
        assertThat(List.of("password", "totp_secret", "login", "oauth_uid", "google_calendar_token_validity"))
                .noneMatch(name -> column.matcher(name).find());
        assertThat(List.of("google_calendar_rtoken", "microsoft_calendar_token", "oauth_access_token"))
                .allMatch(name -> column.matcher(name).find());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stripe_secret_key",
                "adyen_api_key",
                "smtp_pass",
                "password",
                "google_gmail_refresh_token",
                "microsoft_outlook_access_token",
                "credential",
                "mp_bearer_token",
                "smtp_ssl_private_key",
                "adyen_hmac_key",
                "sms_twilio_auth_token",
                "google_calendar_rtoken",
                "l10n_hr_mer_password",
                "google_maps_api_key"
            })
    void findsKeysByTheirNames(String column) {
        assertThat(isCredential(column)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "state",
                "code",
                "allow_tokenization",
                "token_inline_form_view_id",
                "save_token",
                "website_form_key",
                "push_to_talk_key",
                "google_gmail_access_token_expiration",
                "company_details",
                "vat",
                "l10n_in_edi_token_validity",
                "passenger",
                "secretary_name"
            })
    void leavesOtherColumns(String column) {
        assertThat(column.endsWith("_view_id") || !isCredential(column)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "google_calendar_client_secret",
                "unsplash.access_key",
                "mail.twilio_account_token",
                "recaptcha_private_key",
                "cf.turnstile_secret_key",
                "mail.web_push_vapid_private_key",
                "acme.api_key",
                "google_drive_refresh_token",
                "google_maps.signed_static_api_secret",
                "cloud_storage_google_account_info"
            })
    void findsParametersByTheirKeys(String key) {
        assertThat(Pattern.compile(Credentials.PARAMETER).matcher(key).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web.base.url",
                "portal.allow_api_keys",
                "auth_password_policy.minlength",
                "mail.bounce.alias",
                "microsoft_account.token_endpoint",
                "auth_signup.reset_password.validity.hours",
                "password.hashing.rounds",
                "barcode.max_time_between_keys_in_ms",
                "understudy.module_checksums",
                "html_editor.olg_api_endpoint"
            })
    void leavesOtherParameters(String key) {
        assertThat(Pattern.compile(Credentials.PARAMETER).matcher(key).find()).isFalse();
    }

    @Test
    void ordersCoresFiles() {
        var rows = List.of(
                row("web", "installed"),
                row("sale", "to upgrade"),
                row("base", "installed"),
                row("crm", "uninstalled"),
                row("old", "to remove"),
                new InstalledModule("own_data", "installed", true),
                row("studio_customization", "installed"));
        CoreNeutralization plan = CoreNeutralization.plan(rows, Set.of("base", "web", "sale", "old", "crm"));
        assertThat(plan).isEqualTo(new CoreNeutralization.Order(List.of("base", "old", "sale", "web")));
    }

    @Test
    void refusesModulesWithoutCode() {
        assertThat(CoreNeutralization.plan(List.of(row("base", "installed"), row("lost", "installed")), Set.of("base")))
                .isEqualTo(new CoreNeutralization.CodeMissing(List.of("lost")));
    }

    @Test
    void assertsWhatItDid() {
        List<Assertion> assertions = Harmless.assertions(COPY);
        assertThat(assertions)
                .extracting(Assertion::name)
                .doesNotHaveDuplicates()
                .contains(
                        "mail-servers",
                        "incoming-mail-servers",
                        "crons",
                        "queued-mail",
                        "payment-providers",
                        "payment-acquirers",
                        "credentials",
                        "parameters",
                        "web.base.url",
                        "database.uuid",
                        "database.is_neutralized",
                        "passkeys");
        assertThat(assertions).allSatisfy(assertion -> {
            assertThat(assertion.query()).startsWith("SELECT ").contains("pg_temp.understudy_rows(");
            assertThat(assertion.why()).endsWith(".");
        });
    }

    private static boolean isCredential(String column) {
        return Pattern.compile(Credentials.COLUMN).matcher(column).find()
                && !Pattern.compile(Credentials.NO_KEY).matcher(column).find();
    }

    private static InstalledModule row(String name, String state) {
        return new InstalledModule(name, state, false);
    }

    private static Set<String> names(String series) {
        return Neutralization.statements(Series.of(series), COPY).stream()
                .map(Statement::name)
                .collect(Collectors.toSet());
    }
}
