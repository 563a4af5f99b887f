package dev.understudy.model.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.fault.FaultTexts;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each file here is wrong in one way; the reader says which, and the schema refuses it too where it can. */
class RefusalTest {

    private static final String HEAD = """
            project: acme
            odoo: { series: "19.0" }
            repositories: [{ name: sales, url: /srv/git/sales.git }]
            """;
    private static final String PRODUCTION = "environments: { production: {} }\n";

    record Case(String yaml, String code, boolean schemaToo) {
        @Override
        public String toString() {
            return code + ": " + yaml.strip().lines().toList().getLast();
        }
    }

    private static final String ANA = "{ name: ana, mail: ana@acme.example, roles: [client] }";

    /** Somebody who is something on single environments. */
    private static String among(String environments) {
        return "{ name: ana, mail: ana@acme.example, roles: [client], environments: { " + environments + " } }";
    }

    /** Refused by both. */
    private static Case both(String code, String yaml) {
        return new Case(yaml, code, true);
    }

    /** Beyond what a schema can say. */
    private static Case reader(String code, String yaml) {
        return new Case(yaml, code, false);
    }

    private static Case top(String code, String line) {
        return both(code, HEAD + PRODUCTION + line);
    }

    private static Case project(String code, String line) {
        return both(code, (HEAD + PRODUCTION).replace("project: acme", line));
    }

    private static Case odoo(String code, String mapping) {
        return both(code, (HEAD + PRODUCTION).replace("{ series: \"19.0\" }", mapping));
    }

    private static Case option(String code, String line) {
        return odoo(code, "{ series: \"19.0\", options: { " + line + " } }");
    }

    private static Case repository(String code, String mapping) {
        return both(code, (HEAD + PRODUCTION).replace("{ name: sales, url: /srv/git/sales.git }", mapping));
    }

    private static Case url(String code, String url) {
        return repository(code, "{ name: sales, url: \"" + url + "\" }");
    }

    private static Case branch(String code, String branch) {
        return repository(code, "{ name: sales, url: /srv/sales, branches: { production: \"" + branch + "\" } }");
    }

    private static Case production(String code, String mapping) {
        return both(code, HEAD + "environments: { production: " + mapping + " }\n");
    }

    private static Case staging(String code, String mapping) {
        return both(code, HEAD + "environments: { production: {}, staging: " + mapping + " }\n");
    }

    private static Case beyond(Case refused) {
        return new Case(refused.yaml(), refused.code(), false);
    }

    static final List<Case> CASES = Stream.of(
                    reader("config.empty", ""),
                    reader("config.empty", "# nothing\n"),
                    both("config.not-mapping", "just a text\n"),
                    both("config.not-mapping", "[a, list]\n"),
                    reader("config.syntax", "project: [acme\n"),
                    reader("config.syntax", "project: \"ac\\qme\"\n"),
                    reader("config.syntax", "project: a\u0000b\n"),
                    reader("config.tab", HEAD + "environments:\n\tproduction: {}\n"),
                    reader("config.several-documents", HEAD + PRODUCTION + "---\nproject: other\n"),
                    reader("config.alias", "a: &a [1, 2]\nb: *a\n"),
                    reader("config.alias", bomb()),
                    reader("config.tag", "project: !!javax.script.ScriptEngineManager []\n"),
                    reader("config.tag", "project: !mine acme\n"),
                    reader("config.too-deep", "[".repeat(100_000)),
                    reader("config.duplicate-key", HEAD + PRODUCTION + "project: other\n"),
                    top("config.key-not-text", "1: one\n"),
                    reader("config.syntax", HEAD + PRODUCTION + "[a, b]: one\n"),
                    beyond(top("config.tag", "<<: { method: linear }\n")),
                    top("config.unknown-key", "databases: {}\n"),
                    both("config.missing-key", "project: acme\n"),
                    project("config.bad-name", "project: Acme"),
                    project("config.bad-name", "project: \"acme; reboot\""),
                    project("config.bad-name", "project: ../acme"),
                    project("config.bad-name", "project: \"$(id)\""),
                    project("config.bad-name", "project: " + "a".repeat(32)),
                    project("config.not-text", "project: 7"),
                    project("config.not-text", "project: true"),
                    project("config.not-text", "project:"),
                    project("config.not-text", "project: [acme]"),
                    beyond(project("config.reserved-database", "project: postgres")),
                    odoo("config.not-text", "{ series: 19.0 }"),
                    odoo("config.bad-series", "{ series: \"13.0\" }"),
                    odoo("config.not-in-debian", "{ series: \"17.0\" }"),
                    odoo("config.missing-key", "{ series: \"19.0\", from: source }"),
                    odoo("config.missing-key", "{ series: \"19.0\", from: source, source: { ref: main } }"),
                    odoo("config.only-with", "{ series: \"19.0\", source: { url: /srv/odoo } }"),
                    odoo("config.missing-key", "{ series: \"17.0\", from: deb }"),
                    odoo("config.bad-package-file", "{ series: \"17.0\", from: deb, deb: { file: odoo.deb } }"),
                    odoo("config.bad-checksum", "{ series: \"17.0\", from: deb, deb: { file: /o.deb, sha256: abc } }"),
                    odoo("config.only-with", "{ series: \"19.0\", deb: { file: /srv/o.deb } }"),
                    odoo(
                            "config.url-with-secret",
                            "{ series: \"19.0\", from: source, source: { url: \"https://token@git.example/o\" } }"),
                    beyond(odoo(
                            "config.package-without-checksum",
                            "{ series: \"17.0\", from: deb, deb: { file: \"https://odoo.example/o.deb\" } }")),
                    beyond(both(
                            "config.repository-of-odoo",
                            (HEAD + PRODUCTION)
                                    .replace("name: sales", "name: odoo")
                                    .replace(
                                            "{ series: \"19.0\" }",
                                            "{ series: \"19.0\", from: source, source: { url: /srv/odoo } }"))),
                    odoo("config.not-supported-yet", "{ series: \"19.0\", from: image }"),
                    odoo("config.not-a-word", "{ series: \"19.0\", from: debain }"),
                    odoo("config.only-with", "{ series: \"19.0\", command: [odoo] }"),
                    odoo("config.only-with", "{ series: \"19.0\", addons: [/srv] }"),
                    odoo("config.missing-key", "{ series: \"19.0\", from: command, addons: [/srv] }"),
                    odoo("config.missing-key", "{ series: \"19.0\", from: command, command: [odoo] }"),
                    odoo("config.empty-list", "{ series: \"19.0\", from: command, command: [], addons: [/srv] }"),
                    odoo("config.not-list", "{ series: \"19.0\", from: command, command: odoo, addons: [/srv] }"),
                    odoo("config.bad-argument", "{ series: \"19.0\", from: command, command: [\"\"], addons: [/srv] }"),
                    odoo("config.bad-path", "{ series: \"19.0\", from: command, command: [odoo], addons: [addons] }"),
                    odoo("config.bad-module", "{ series: \"19.0\", modules: [\"sale,stock\"] }"),
                    odoo("config.bad-language", "{ series: \"19.0\", languages: [Spanish] }"),
                    odoo("config.bad-package", "{ series: \"19.0\", packages: [\"wkhtmltopdf=1\"] }"),
                    odoo("config.bad-package", "{ series: \"19.0\", packages: [\"-o\"] }"),
                    odoo(
                            "config.only-with",
                            "{ series: \"19.0\", from: command, command: [o], addons: [/srv], packages: [a-b] }"),
                    option("config.option-of-database", "db_host: elsewhere"),
                    option("config.option-of-data", "data_dir: /srv/odoo"),
                    option("config.option-of-serving", "proxy_mode: false"),
                    option("config.option-of-serving", "longpolling_port: 8072"),
                    option("config.option-of-log", "logfile: /dev/null"),
                    beyond(option("config.option-of-log", "log_handler: [\":CRITICAL\"]")),
                    beyond(option("config.option-of-log", "log_handler: \"odoo.addons.a:INFO,odoo:ERROR\"")),
                    option("config.option-of-run", "upgrade_path: /srv/upgrade"),
                    option("config.option-has-key", "workers: 4"),
                    option("config.option-has-key", "addons_path: /srv"),
                    option("config.bad-option", "\"a = b\": 1"),
                    option("config.bad-option-value", "server_wide_modules: \"base\\nlist_db = True\""),
                    option("config.bad-option-value", "limit_request:"),
                    option("config.bad-option-value", "osv_memory_age_limit: [[1]]"),
                    beyond(option("config.secret-written", "smtp_password: hunter2")),
                    beyond(option("config.secret-written", "queue_job: { http_auth_password: hunter2 }")),
                    option("config.bad-section", "\"a]b\": { c: 1 }"),
                    option("config.bad-section", "options: { db_host: elsewhere }"),
                    production("config.option-of-serving", "{ options: { http_port: 80 } }"),
                    production("config.setting-owned", "{ postgres: { settings: { fsync: off } } }"),
                    production("config.bad-setting", "{ postgres: { settings: { Shared-Buffers: 1GB } } }"),
                    production("config.bad-option-value", "{ postgres: { settings: { work_mem: [1] } } }"),
                    production("config.out-of-range", "{ postgres: { major: 9 } }"),
                    production("config.unknown-key", "{ postgres: { version: 17 } }"),
                    beyond(staging("config.major-of-copy", "{ copy_of: production, postgres: { major: 17 } }")),
                    top("config.bad-network", "edge: { trusted_proxies: [balancer] }"),
                    odoo("config.install-new-gone", "{ series: \"19.0\", install_new: false }"),
                    both("config.empty-list", (HEAD + PRODUCTION).replaceAll("repositories.*", "repositories: []")),
                    both("config.not-list", (HEAD + PRODUCTION).replaceAll("repositories.*", "repositories: {}")),
                    repository("config.missing-key", "{ name: sales }"),
                    repository("config.bad-name", "{ name: ../sales, url: /srv/sales }"),
                    repository("config.not-beside", "{ name: sales, url: /srv/sales, aggregate: repos.yaml }"),
                    repository("config.not-beside", "{ name: sales, aggregate: repos.yaml, branches: {} }"),
                    repository("config.only-with", "{ name: sales, url: /srv/sales, folder: ./sales }"),
                    beyond(repository("config.no-neighbour", "{ name: sales, aggregate: repos.yaml }")),
                    beyond(repository("config.repository-twice", "{ name: a, url: /srv/a }, { name: a, url: /srv/b }")),
                    url("config.url-with-secret", "https://bob:secret@git.example/a.git"),
                    url("config.url-with-secret", "https://token@git.example/a.git"),
                    url("config.url-with-secret", "ssh://git:secret@git.example/a.git"),
                    url("config.bad-url", "ext::sh -c id"),
                    url("config.bad-url", "--upload-pack=id"),
                    url("config.bad-url", "ssh://-oProxyCommand=id/a"),
                    url("config.bad-url", "sales.git"),
                    url("config.bad-url", "https://git.example/a.git?private_token=1"),
                    branch("config.bad-branch", "--output=/etc/passwd"),
                    branch("config.bad-branch", "a..b"),
                    branch("config.bad-branch", "a b"),
                    branch("config.bad-branch", "main.lock"),
                    beyond(repository(
                            "config.no-such-environment",
                            "{ name: sales, url: /srv/sales, branches: { staging: main } }")),
                    both("config.no-production", HEAD + "environments: { staging: { data: demo } }\n"),
                    both("config.bad-name", HEAD + "environments: { production: {}, \"a/../b\": { data: demo } }\n"),
                    production("config.not-mapping", ""),
                    production("config.not-for-production", "{ copy_of: production }"),
                    production("config.not-for-production", "{ fence: none }"),
                    production("config.not-for-production", "{ sleep: 8h }"),
                    production("config.not-for-production", "{ data: demo }"),
                    production("config.out-of-range", "{ port: 80 }"),
                    production("config.out-of-range", "{ port: 99999999999999 }"),
                    production("config.out-of-range", "{ workers: -1 }"),
                    beyond(production("config.not-number", "{ workers: 2.0 }")),
                    production("config.not-number", "{ workers: \"2\" }"),
                    production("config.bad-database", "{ database: \"a; drop\" }"),
                    production("config.reserved-database", "{ database: postgres }"),
                    production("config.bad-web-address", "{ url: erp.acme.example }"),
                    production("config.bad-web-address", "{ url: \"https://bob:x@erp.example\" }"),
                    production("config.bad-duration", "{ watch: soon }"),
                    production("config.not-text", "{ watch: 60 }"),
                    beyond(production("config.out-of-range", "{ watch: 25h }")),
                    beyond(production("config.out-of-range", "{ watch: { for: 25h } }")),
                    production("config.bad-duration", "{ watch: { for: soon } }"),
                    production("config.not-mapping", "{ watch: [60s] }"),
                    production("config.unknown-key", "{ watch: { form: 60s } }"),
                    production("config.bad-percent", "{ watch: { errors: 101% } }"),
                    production("config.bad-percent", "{ watch: { errors: few } }"),
                    production("config.not-text", "{ watch: { errors: 0.02 } }"),
                    production("config.bad-times", "{ watch: { slower: 0.5x } }"),
                    production("config.bad-times", "{ watch: { slower: twice } }"),
                    beyond(production("config.out-of-range", "{ watch: { slower: 1x } }")),
                    production("config.out-of-range", "{ watch: { new_log_errors: -1 } }"),
                    production("config.not-a-word", "{ watch: { then: rollback } }"),
                    production("config.bad-duration", "{ hold: forever }"),
                    production("config.bad-duration", "{ hold: -1s }"),
                    production("config.not-text", "{ hold: 90 }"),
                    beyond(production("config.out-of-range", "{ hold: 6m }")),
                    beyond(production("config.out-of-range", "{ hold: 99999h }")),
                    production("config.bad-path", "{ external_paths: [srv/edi] }"),
                    production("config.bad-path", "{ external_paths: [/] }"),
                    beyond(production("config.bad-path", "{ external_paths: [/srv/../etc] }")),
                    production("config.not-supported-yet", "{ host: dr }"),
                    staging("config.no-data", "{}"),
                    staging("config.copy-of-other", "{ copy_of: development }"),
                    staging("config.copy-with-data", "{ copy_of: production, data: demo }"),
                    staging("config.not-a-word", "{ data: full }"),
                    staging("config.mask-without-copy", "{ data: demo, mask: none }"),
                    staging("config.not-a-word", "{ copy_of: production, mask: everything }"),
                    beyond(top(
                            "config.mask-twice",
                            "mask: { columns: { res.partner.name: keep, res_partner.name: text } }\n")),
                    top("config.bad-column", "mask: { columns: { name: keep } }\n"),
                    top("config.bad-column", "mask: { accept: [everything] }\n"),
                    top("config.not-a-word", "mask: { columns: { res.partner.name: secret } }\n"),
                    top("config.bad-login", "mask: { testers: [''] }\n"),
                    staging("config.not-a-word", "{ copy_of: production, fence: off }"),
                    beyond(staging("config.copy-database", "{ copy_of: production, database: other }")),
                    reader(
                            "config.shared",
                            HEAD + "environments: { production: { port: 8069 }, s: { data: demo, port: 8069 } }\n"),
                    reader(
                            "config.shared",
                            HEAD
                                    + "environments: { production: { external_paths: [/srv/edi] },"
                                    + " s: { data: demo, external_paths: [/srv/edi/in] } }\n"),
                    top("config.not-a-word", "method: waterfall\n"),
                    beyond(top("config.no-neighbour", "method: ours.yaml\n")),
                    top("config.bad-neighbour", "method: ../ours.yaml\n"),
                    beyond(top("method.no-environment", "method: hdz-ii\n")),
                    beyond(top("method.nobody-can-pass", "gates: { approval: { by: [client] } }\n")),
                    beyond(top("method.no-such-gate", "gates: { advise: [approval] }\n")),
                    top("config.missing-key", "people: [{ name: ana, mail: ana@acme.example }]\n"),
                    beyond(top("config.person-twice", "people: [" + ANA + ", " + ANA + "]\n")),
                    beyond(top("config.no-such-environment", "people: [" + among("test: [developer]") + "]\n")),
                    top("config.not-a-word", "people: [" + among("production: [client]") + "]\n"),
                    top("config.empty-list", window("[]", "20:00", "UTC")),
                    top("config.bad-date", closure("24/12/2026", "2027-01-07")),
                    beyond(top("config.bad-date", closure("2026-02-30", "2027-01-07"))),
                    beyond(top("config.ends-before", closure("2027-01-07", "2027-01-07"))),
                    beyond(top("config.no-neighbour", "closures: [{ ics: h.ics, timezone: UTC }]\n")),
                    beyond(top("config.not-beside", "closures: [{ ics: h.ics, timezone: UTC, reason: x }]\n")),
                    top("config.not-supported-yet", "hosts: { dr: { ssh: deploy@dr.example } }\n"),
                    top("config.unknown-key", "hosts: { local: { ssh: me } }\n"),
                    top("config.unknown-key", "gates: { aproval: {} }\n"),
                    top("config.missing-key", "gates: { approval: {} }\n"),
                    top("config.out-of-range", "gates: { key-users: { days: 0 } }\n"),
                    top("config.missing-key", "windows: [{ days: [tue], from: \"20:00\", to: \"23:00\" }]\n"),
                    top("config.not-a-word", window("[tuesday]", "20:00", "UTC")),
                    top("config.bad-time", window("[tue]", "25:00", "UTC")),
                    beyond(top("config.bad-timezone", window("[tue]", "20:00", "Mars/Olympus"))),
                    top("config.not-a-word", "access: { second_factor: maybe }\n"),
                    top("config.bad-pages", "access: { url: 'http://understudy.acme.example' }\n"),
                    top("config.missing-key", "access: { openid: { client: understudy } }\n"),
                    top("config.bad-issuer", "access: { openid: { issuer: login.acme, client: u } }\n"),
                    top("config.bad-issuer", "access: { openid: { issuer: 'http://login.acme', client: u } }\n"),
                    top("config.bad-client", "access: { openid: { issuer: 'https://login.acme', client: a b } }\n"),
                    top(
                            "config.secret-written",
                            "access: { openid: { issuer: 'https://login.acme', client: u, secret: hunter2 } }\n"),
                    top("config.bad-address", "notify: [{ mail: { to: everybody } }]\n"),
                    top("config.unknown-key", "notify: [{ pigeon: { to: me } }]\n"),
                    top("config.secret-written", control("jdbc:postgresql://db/u", "hunter2")),
                    top("config.secret-written", control("jdbc:postgresql://db/u?password=hunter2", "${env:A}")),
                    top("config.bad-jdbc-url", control("jdbc:mysql://db/u", "${env:A}")),
                    top("config.bad-test-tag", "tests: { tags: [slow/sale] }\n"),
                    top("config.not-a-word", "tests: never\n"),
                    top("config.bad-percent", "warn: { rows: 10 % }\n"),
                    top("config.unknown-key", "warn: { locks: 10s }\n"),
                    top("config.out-of-range", "warn: { new_log_errors: -1 }\n"),
                    top("config.missing-key", "reach: [{ host: a.example, environments: [rehearsal] }]\n"),
                    top("config.bad-host", "reach: [{ host: 'https://a', port: 443, environments: [rehearsal] }]\n"),
                    top("config.empty-list", "reach: [{ host: a.example, port: 443, environments: [] }]\n"),
                    beyond(top(
                            "config.no-such-copy",
                            "reach: [{ host: a.example, port: 443, environments: [production] }]\n")),
                    beyond(reader(
                            "config.reach-of-production",
                            HEAD
                                    + "environments: { production: { url: 'https://erp.acme.example' } }\n"
                                    + "reach: [{ host: ERP.acme.example, port: 443, environments: [rehearsal] }]\n")),
                    top("config.bad-duration", "tests: { limit: soon }\n"),
                    top("config.bad-size", "storage: { pool_size: 100 GB }\n"),
                    top("config.not-a-word", "storage: { method: zfs }\n"),
                    top("config.bad-ports", "ports: 8100\u20138199\n"),
                    beyond(top("config.bad-ports", "ports: 8199-8100\n")),
                    beyond(top("config.bad-ports", "ports: 60000-70000\n")))
            .toList();

    @ParameterizedTest
    @FieldSource("CASES")
    void isRefused(Case wrong) {
        Reading reading = ProjectFile.read("understudy.yaml", wrong.yaml());

        assertThat(reading).isInstanceOf(Reading.Invalid.class);
        List<Problem> problems = ((Reading.Invalid) reading).problems();
        assertThat(problems).extracting(problem -> problem.fault().code()).contains(wrong.code());
        assertThat(problems)
                .allSatisfy(problem -> assertThat(problem.fault().exception().getMessage())
                        .startsWith("understudy.yaml")
                        .doesNotContain("{0}", "hunter2")
                        .endsWith("[" + problem.fault().code() + "]"));
        assertThat(problems)
                .allSatisfy(problem -> assertThat(FaultTexts.of(Locale.ENGLISH).mend(problem.fault()))
                        .isNotBlank());
        if (wrong.schemaToo()) {
            assertThat(PublishedSchema.refusals(wrong.yaml())).isNotEmpty();
        }
    }

    private static String window(String days, String from, String timezone) {
        return "windows: [{ days: " + days + ", from: \"" + from + "\", to: \"23:00\", timezone: " + timezone + " }]\n";
    }

    private static String control(String url, String password) {
        return "control: { jdbc_url: \"" + url + "\", user: u, password: \"" + password + "\" }\n";
    }

    /** Ten levels of ten: 10^10 texts, were it ever unfolded. */
    private static String bomb() {
        StringBuilder text = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int level = 1; level < 10; level++) {
            String before = "*a" + (level - 1);
            text.append("a%d: &a%d [%s]%n".formatted(level, level, (before + ", ").repeat(9) + before));
        }
        return text.toString();
    }

    private static String closure(String from, String until) {
        return "closures: [{ from: \"" + from + "\", until: \"" + until
                + "\", timezone: Europe/Madrid, reason: Inventory }]\n";
    }
}
