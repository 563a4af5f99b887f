package dev.understudy.targets.runtime;

import dev.understudy.odoo.conf.OutgoingMail;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.Walls;
import dev.understudy.targets.runtime.Instance.Slot;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What every Odoo process of an environment needs to know; from it {@code odoo.conf} is written.
 *
 * @param tenant whose processes they are
 * @param series {@code 19.0}
 * @param database where its data is
 * @param code what it runs besides Odoo
 * @param places where its files stand
 * @param seat where it serves
 * @param conduct how it behaves
 */
public record OdooSetting(
        Tenant tenant, String series, DatabaseLogin database, Code code, Places places, Seat seat, Conduct conduct) {

    /** The file among an environment's own that tells it names. */
    public static final String HOSTS = "hosts";

    /**
     * Whose processes they are.
     *
     * @param environment the name
     * @param user the system user that runs it; empty for Understudy's own
     * @param walls between its processes and the rest of the machine
     */
    public record Tenant(String environment, String user, Walls walls) {}

    /**
     * The database, on 127.0.0.1.
     *
     * @param password of the Odoo role; stands in {@code odoo.conf} (mode 0640) alone
     */
    public record DatabaseLogin(String name, int port, String password) {
        @Override
        public String toString() {
            return name + " on port " + port;
        }
    }

    /**
     * What it runs besides Odoo.
     *
     * @param addons the folders of the release's code, in order
     * @param packages folders of Python packages, found before Odoo's own; none where the release asks for none
     * @param odoo Odoo's own code, where a release brings it
     */
    public record Code(List<Path> addons, List<Path> packages, Optional<Path> odoo) {

        /** Of an Odoo that no release brings. */
        public Code(List<Path> addons, List<Path> packages) {
            this(addons, packages, Optional.empty());
        }

        /** The folders in which Python looks before its own. */
        List<Path> python() {
            return Stream.concat(packages.stream(), odoo.stream()).toList();
        }

        public Code {
            addons = List.copyOf(addons);
            packages = List.copyOf(packages);
        }
    }

    /**
     * Where its files stand.
     *
     * @param data {@code data_dir}
     * @param directory where {@code odoo.conf}, and logs stand
     * @param external folders and files outside of the data directory that Odoo reads and writes
     */
    public record Places(Path data, Path directory, List<Path> external) {
        public Places {
            external = List.copyOf(external);
        }
    }

    /**
     * Where it serves.
     *
     * @param slot the place that its instances take: each has a configuration of its own
     * @param http the port for the web
     * @param gevent that for websocket, or longpolling up to 15
     * @param workers 0 for one threaded process
     */
    public record Seat(Slot slot, int http, int gevent, int workers) {}

    /**
     * How it behaves.
     *
     * @param demo whether a new database gets demonstration data
     * @param mail where mail goes for which no record names a server
     * @param options what a project writes into {@code odoo.conf}, by section; secrets among it
     */
    public record Conduct(boolean demo, OutgoingMail mail, Map<String, Map<String, String>> options) {
        public Conduct {
            options = new TreeMap<>(options);
        }

        @Override
        public String toString() {
            return "demo=" + demo + ", mail=" + mail.way() + ", sections=" + options.keySet();
        }
    }

    public String environment() {
        return tenant.environment();
    }

    /** The system user; empty for Understudy's own. */
    public String user() {
        return tenant.user();
    }

    public Walls walls() {
        return tenant.walls();
    }

    /** {@code data_dir}. */
    public Path dataDirectory() {
        return places.data();
    }

    /** Where {@code odoo.conf}, and logs stand. */
    public Path directory() {
        return places.directory();
    }

    /** The configuration file, which holds the passwords. */
    public Path configuration() {
        return directory().resolve("odoo-" + seat.slot().name().toLowerCase(Locale.ROOT) + ".conf");
    }

    /** The same with other folders of code. */
    public OdooSetting withAddons(List<Path> others) {
        return new OdooSetting(
                tenant, series, database, new Code(others, code.packages(), code.odoo()), places, seat, conduct);
    }

    /** What it knows of names, in the place of the machine's {@code /etc/hosts}; may be absent. */
    Path hosts() {
        return directory().resolve(HOSTS);
    }

    /** Where the logs stand; the environment's user may write there. */
    public Path logs() {
        return directory().resolve("logs");
    }

    @Override
    public String toString() {
        return "OdooSetting[" + environment() + ", " + series + ", " + database + ", " + seat + "]";
    }

    /** Begins a command line that runs as its user; empty where that is Understudy's own. */
    List<String> asUser() {
        return user().isEmpty() ? List.of() : Door.as(user());
    }

    /** The same for what nobody waits for: everything else goes first. */
    OdooSetting last() {
        Tenant waiting = new Tenant(environment(), user(), new Walls(true, walls().bounds()));
        return new OdooSetting(waiting, series, database, code, places, seat, conduct);
    }
}
