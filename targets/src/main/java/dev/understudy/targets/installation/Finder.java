package dev.understudy.targets.installation;

import dev.understudy.model.audit.AuditReport.Kind;
import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.cli.StartedWith;
import dev.understudy.odoo.conf.WrittenConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds an Odoo on this machine: one that was named, one that runs, one that a unit would start, one that is set up. */
final class Finder {

    private static final List<String> USUAL =
            List.of("/etc/odoo/odoo.conf", "/etc/odoo.conf", "/etc/odoo-server.conf", "/etc/odoo/odoo-server.conf");

    private final List<OdooProcess> processes;
    private final List<UnitFile> units;

    Finder() {
        this(OdooProcess.all(), UnitFile.all(Place.HERE));
    }

    Finder(List<OdooProcess> processes, List<UnitFile> units) {
        this.processes = List.copyOf(processes);
        this.units = List.copyOf(units);
    }

    /**
     * The installation.
     *
     * @param configuration an {@code odoo.conf}; empty to find one
     * @throws dev.understudy.model.fault.FaultException {@code audit.nothing-found}, {@code audit.several},
     *     {@code audit.no-configuration}, {@code audit.bad-configuration}
     */
    Found find(String configuration) {
        if (!configuration.isEmpty()) {
            return named(configuration);
        }
        if (processes.size() > 1) {
            throw Fault.usage("audit.several", told(processes)).exception();
        }
        if (!processes.isEmpty()) {
            return running(processes.getFirst());
        }
        if (units.size() > 1) {
            throw Fault.usage(
                            "audit.several",
                            String.join(
                                    ", ",
                                    units.stream()
                                            .map(unit -> unit.file().toString())
                                            .toList()))
                    .exception();
        }
        if (!units.isEmpty()) {
            return unit(units.getFirst());
        }
        return usual().map(this::named)
                .orElseThrow(() -> Fault.usage("audit.nothing-found").exception());
    }

    /** The usual places of {@code odoo.conf} that exist. */
    private static Optional<String> usual() {
        String home = System.getProperty("user.home", "");
        return Stream.concat(USUAL.stream(), Stream.of(home + "/.odoorc", home + "/.openerp_serverrc"))
                .filter(file -> Files.exists(Path.of(file)))
                .findFirst();
    }

    private Found named(String configuration) {
        Path file = Path.of(configuration).toAbsolutePath().normalize();
        for (OdooProcess process : processes) {
            String its = configurationOf(process);
            if (!its.isEmpty()
                    && (same(process.place().at(its), file) || Path.of(its).equals(file))) {
                return running(process);
            }
        }
        for (UnitFile unit : units) {
            if (Path.of(StartedWith.options(unit.argv()).getOrDefault("config", "/"))
                    .equals(file)) {
                return unit(unit);
            }
        }
        Map<String, String> options = read(Place.HERE, file.toString(), true);
        return told(
                Place.HERE,
                Optional.empty(),
                Optional.empty(),
                file.toString(),
                options,
                Map.of(),
                owner(options),
                List.of());
    }

    private static boolean same(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException absent) {
            return false;
        }
    }

    private Found running(OdooProcess process) {
        String file = configurationOf(process);
        Map<String, String> options = new LinkedHashMap<>(read(process.place(), file, false));
        options.putAll(StartedWith.options(process.argv()));
        Accounts accounts = new Accounts(process.place());
        String user = accounts.name(process.uid());
        Optional<UnitFile> unit = units.stream()
                .filter(one -> StartedWith.options(one.argv())
                                .getOrDefault("config", "")
                                .equals(file)
                        || one.argv().getFirst().equals(process.argv().getFirst()))
                .filter(one -> process.place().equals(Place.HERE))
                .findFirst();
        return told(
                process.place(),
                Optional.of(process),
                unit,
                file,
                options,
                process.environment(),
                user,
                process.argv());
    }

    private Found unit(UnitFile unit) {
        Map<String, String> started = StartedWith.options(unit.argv());
        String file = started.getOrDefault("config", unit.environment().getOrDefault("ODOO_RC", ""));
        Map<String, String> options = new LinkedHashMap<>(read(Place.HERE, file, !file.isEmpty()));
        options.putAll(started);
        return told(
                Place.HERE,
                Optional.empty(),
                Optional.of(unit),
                file,
                options,
                unit.environment(),
                unit.user(),
                unit.argv());
    }

    private static Found told(
            Place place,
            Optional<OdooProcess> process,
            Optional<UnitFile> unit,
            String configuration,
            Map<String, String> options,
            Map<String, String> environment,
            String user,
            List<String> argv) {
        String directory = process.map(OdooProcess::directory)
                .orElse(unit.map(UnitFile::directory).orElse("/"));
        String code = new OdooFolder(place).find(argv, directory, options.getOrDefault("addons_path", ""));
        List<String> clues = new ArrayList<>();
        Kind kind = new Kinds(place, code, options, process).tell(clues);
        String home = new Accounts(place).home(user);
        return new Found(kind, place, process, unit, configuration, options, environment, user, home, code, clues);
    }

    /** Where a process has its options from; empty when from nowhere. */
    private static String configurationOf(OdooProcess process) {
        Map<String, String> started = StartedWith.options(process.argv());
        String home = new Accounts(process.place()).home(new Accounts(process.place()).name(process.uid()));
        String named = started.getOrDefault(
                "config",
                process.environment()
                        .getOrDefault("ODOO_RC", process.environment().getOrDefault("OPENERP_SERVER", "")));
        if (!named.isEmpty()) {
            return Path.of(process.directory()).resolve(named).normalize().toString();
        }
        return Stream.of(home + "/.odoorc", home + "/.openerp_serverrc")
                .filter(process.place()::isFile)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> read(Place place, String file, boolean required) {
        if (file.isEmpty()) {
            return Map.of();
        }
        Optional<String> text = place.text(file);
        if (text.isEmpty()) {
            if (required || place.exists(file)) {
                throw Fault.usage("audit.no-configuration", file).exception();
            }
            return Map.of();
        }
        try {
            return WrittenConf.read(text.get());
        } catch (IllegalArgumentException broken) {
            throw Fault.usage("audit.bad-configuration", String.valueOf(broken.getMessage()))
                    .at(file)
                    .exception(broken);
        }
    }

    /** Who would run an Odoo that does not: the user who owns what it writes. */
    private static String owner(Map<String, String> options) {
        Accounts accounts = new Accounts(Place.HERE);
        String data = options.getOrDefault("data_dir", "");
        if (!data.isEmpty()) {
            Optional<String> owner = accounts.owner(Path.of(data));
            if (owner.isPresent()) {
                return owner.get();
            }
        }
        return accounts.exists("odoo") ? "odoo" : System.getProperty("user.name", "");
    }

    private static String told(List<OdooProcess> processes) {
        Map<String, String> shown = new HashMap<>();
        for (OdooProcess process : processes) {
            String file = configurationOf(process);
            shown.put(
                    Long.toString(process.pid()),
                    file.isEmpty() ? "?" : process.place().at(file).toString());
        }
        return String.join(
                ", ",
                shown.entrySet().stream()
                        .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
                        .sorted()
                        .toList());
    }
}
