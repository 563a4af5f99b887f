package dev.understudy.targets.installation;

import dev.understudy.model.audit.AuditReport.Modules;
import dev.understudy.model.audit.AuditReport.Outside;
import dev.understudy.model.audit.AuditReport.Own;
import dev.understudy.model.audit.AuditReport.Service;
import dev.understudy.model.audit.AuditReport.Talker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an Odoo's own tables tell: its modules, what runs by itself, what talks to the world. */
final class OdooRows {

    private static final Set<String> SETTLED = Set.of("installed", "uninstalled", "uninstallable");
    private static final Set<String> THERE = Set.of("installed", "to upgrade", "to remove");

    /** Tables of services outside, each with the column that says whether a row is on, and the value that means it. */
    private static final Map<String, List<String>> SERVICES = Map.of(
            "ir_mail_server", List.of("active", "t"),
            "fetchmail_server", List.of("active", "t"),
            "payment_provider", List.of("state", "enabled"),
            "payment_acquirer", List.of("state", "enabled"),
            "delivery_carrier", List.of("prod_environment", "t"),
            "auth_oauth_provider", List.of("enabled", "t"),
            "iap_account", List.of("", ""),
            "res_users_apikeys", List.of("", ""));

    private final OdooTables tables;
    private final List<List<String>> modules;

    OdooRows(OdooTables tables) {
        this.tables = tables;
        this.modules = tables.all("ir_module_module", "name", "state", "latest_version", "author");
    }

    /** Whether it is an Odoo's database at all. */
    boolean odoo() {
        return modules.stream().anyMatch(row -> row.getFirst().equals("base") && THERE.contains(row.get(1)));
    }

    /** Installed, by name. */
    Set<String> installed() {
        return modules.stream()
                .filter(row -> THERE.contains(row.get(1)))
                .map(List::getFirst)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    boolean enterprise() {
        return installed().contains("web_enterprise");
    }

    /** The series that base has; empty when it cannot be told. */
    String series() {
        return modules.stream()
                .filter(row -> row.getFirst().equals("base"))
                .map(row -> row.get(2).replaceFirst("^((?:saas~)?\\d+\\.\\d+).*", "$1"))
                .findFirst()
                .orElse("");
    }

    /** Against the code; nothing is missing where the code is unknown. */
    Modules modules(Optional<ModuleFolders> folders) {
        Map<String, ModuleFolders.Code> code =
                folders.map(ModuleFolders::modules).orElse(Map.of());
        boolean known = folders.filter(ModuleFolders::known).isPresent();
        Set<String> imported = imported();
        List<Own> own = new ArrayList<>();
        List<String> without = new ArrayList<>();
        List<String> behind = new ArrayList<>();
        List<String> pending = new ArrayList<>();
        for (List<String> row : modules) {
            String name = row.getFirst();
            if (!SETTLED.contains(row.get(1))) {
                pending.add(name);
            }
            if (!THERE.contains(row.get(1))) {
                continue;
            }
            ModuleFolders.Code its = code.get(name);
            if (its == null) {
                if (known && !imported.contains(name) && !name.equals("studio_customization")) {
                    without.add(name);
                }
                if (!known && !byOdoo(row.get(3))) {
                    own.add(new Own(name, row.get(2), row.get(3), ""));
                }
            } else if (!its.core()) {
                String version = folders.orElseThrow().version(its);
                if (!version.isEmpty() && !version.equals(row.get(2))) {
                    behind.add(name);
                }
                own.add(new Own(name, row.get(2), row.get(3), its.folder()));
            }
        }
        Set<String> installed = installed();
        List<String> idle = code.entrySet().stream()
                .filter(entry -> !entry.getValue().core() && !installed.contains(entry.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return new Modules(
                installed.size(),
                own.stream().sorted(java.util.Comparator.comparing(Own::name)).toList(),
                without.stream().sorted().toList(),
                idle,
                behind.stream().sorted().toList(),
                pending.stream().sorted().toList(),
                known);
    }

    private static boolean byOdoo(String author) {
        return author.isEmpty() || author.toLowerCase(Locale.ROOT).startsWith("odoo");
    }

    /** Modules that were imported as data have no code. */
    private Set<String> imported() {
        return tables.all("ir_module_module", "name", "imported").stream()
                .filter(row -> on(row.get(1)))
                .map(List::getFirst)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean on(String value) {
        return value.equals("t") || value.equals("true");
    }

    /** Active scheduled actions by the module that brought them; those that people made have no module. */
    Map<String, Long> crons() {
        Map<String, String> module = new HashMap<>();
        for (List<String> row : tables.some("ir_model_data", "model", "ir.cron", "res_id", "module")) {
            module.put(row.getFirst(), row.get(1));
        }
        return tables.all("ir_cron", "id", "active").stream()
                .filter(row -> on(row.get(1)))
                .collect(Collectors.groupingBy(row -> module.getOrDefault(row.getFirst(), ""), Collectors.counting()));
    }

    /** Active users who are no portal's. */
    long users() {
        return tables.all("res_users", "active", "share").stream()
                .filter(row -> on(row.getFirst()) && !on(row.get(1)))
                .count();
    }

    long companies() {
        return tables.all("res_company", "id").size();
    }

    List<Service> queueJobs() {
        return tables.states("queue_job", "state");
    }

    long waitingMail() {
        return tables.states("mail_mail", "state").stream()
                .filter(state -> state.table().equals("outgoing"))
                .mapToLong(Service::active)
                .sum();
    }

    Outside outside(List<Talker> talkers) {
        List<Service> services = new ArrayList<>();
        SERVICES.forEach((table, switched) -> {
            long active = switched.getFirst().isEmpty()
                    ? tables.all(table, "id").size()
                    : tables.all(table, switched.getFirst()).stream()
                            .filter(row -> row.getFirst().equals(switched.get(1))
                                    || (switched.get(1).equals("t") && on(row.getFirst())))
                            .count();
            if (active > 0) {
                services.add(new Service(table, active));
            }
        });
        return new Outside(
                talkers,
                services.stream()
                        .sorted(java.util.Comparator.comparing(Service::table))
                        .toList(),
                neutralized());
    }

    private @Nullable Boolean neutralized() {
        if (!tables.has("ir_config_parameter", "key", "value")) {
            return null;
        }
        return tables.all("ir_config_parameter", "key", "value").stream()
                .anyMatch(row -> row.getFirst().equals("database.is_neutralized")
                        && row.get(1).equalsIgnoreCase("true"));
    }
}
