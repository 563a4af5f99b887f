package dev.understudy.targets.runtime;

import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.Walls;
import dev.understudy.targets.runtime.Instance.Slot;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What every Odoo process of an environment needs to know; from it {@code odoo.conf} is written.
 *
 * @param environment the name
 * @param series {@code 19.0}
 * @param user the system user that runs it; empty for Understudy's own
 * @param database its name
 * @param databasePort on 127.0.0.1
 * @param databasePassword of the Odoo role; stands in {@code odoo.conf} (mode 0640) alone
 * @param dataDirectory {@code data_dir}
 * @param addons the folders of the release's code, in order
 * @param packages folders of Python packages, found before Odoo's own; none where the release asks for none
 * @param slot the place that its instances take: each has a configuration of its own
 * @param httpPort web
 * @param gevent websocket, or longpolling up to 15
 * @param workers 0 for one threaded process
 * @param directory where {@code odoo.conf}, and logs stand
 * @param demo whether a new database gets demonstration data
 * @param mails whether mail may leave by a server that stands in no record; false for every copy
 * @param externalPaths folders and files outside of the data directory that Odoo reads and writes
 * @param walls between its processes and the rest of the machine
 */
public record OdooSetting(
        String environment,
        String series,
        String user,
        String database,
        int databasePort,
        String databasePassword,
        Path dataDirectory,
        List<Path> addons,
        List<Path> packages,
        Slot slot,
        int httpPort,
        int gevent,
        int workers,
        Path directory,
        boolean demo,
        boolean mails,
        List<Path> externalPaths,
        Walls walls) {

    public OdooSetting {
        addons = List.copyOf(addons);
        packages = List.copyOf(packages);
        externalPaths = List.copyOf(externalPaths);
    }

    /** The configuration file, which holds the passwords. */
    public Path configuration() {
        return directory.resolve("odoo-" + slot.name().toLowerCase(Locale.ROOT) + ".conf");
    }

    /** The same with other folders of code. */
    public OdooSetting withAddons(List<Path> others) {
        return with(others, walls);
    }

    /** Where the logs stand; the environment's user may write there. */
    public Path logs() {
        return directory.resolve("logs");
    }

    @Override
    public String toString() {
        return "OdooSetting[" + environment + ", " + series + ", database=" + database + ", port=" + httpPort + "]";
    }

    /** Begins a command line that runs as its user; empty where that is Understudy's own. */
    List<String> asUser() {
        return user.isEmpty() ? List.of() : Door.as(user);
    }

    /** The same for what nobody waits for: everything else goes first. */
    OdooSetting last() {
        return with(addons, new Walls(true, walls.bounds()));
    }

    private OdooSetting with(List<Path> newAddons, Walls newWalls) {
        return new OdooSetting(
                environment,
                series,
                user,
                database,
                databasePort,
                databasePassword,
                dataDirectory,
                newAddons,
                packages,
                slot,
                httpPort,
                gevent,
                workers,
                directory,
                demo,
                mails,
                externalPaths,
                newWalls);
    }
}
