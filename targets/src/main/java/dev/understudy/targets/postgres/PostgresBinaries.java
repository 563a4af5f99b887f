package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The installed PostgreSQL versions, as Debian lays them out: {@code BASE/MAJOR/bin}. Those that are older than
 * {@link #OLDEST} are not made use of.
 */
public final class PostgresBinaries {

    /** The oldest major version whose clusters Understudy runs. */
    public static final int OLDEST = 14;

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final Host host;
    private final Path base;

    public PostgresBinaries(Host host) {
        this(host, DEBIAN);
    }

    /** @param base holds one folder for each major version */
    public PostgresBinaries(Host host, Path base) {
        this.host = host;
        this.base = base;
    }

    /**
     * The bin folder of the newest version, for new clusters.
     *
     * @throws dev.understudy.model.fault.FaultException {@code postgres.not-installed}, {@code postgres.too-old}
     */
    public Path newest() {
        int major = majors().stream()
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> Fault.refused("postgres.not-installed", "initdb", base)
                        .at(host.name())
                        .exception());
        refuseOld(major, base);
        return bin(major);
    }

    /**
     * The bin folder of a version, for new clusters.
     *
     * @throws dev.understudy.model.fault.FaultException {@code postgres.not-installed}, {@code postgres.too-old}
     */
    public Path ofMajor(int major) {
        refuseOld(major, base);
        return installed(major);
    }

    /**
     * The bin folder for a new cluster.
     *
     * @param major the version that is asked for; empty for the newest
     * @param least the oldest that what works in it starts on
     * @throws dev.understudy.model.fault.FaultException {@code postgres.not-installed}, {@code postgres.too-old}, {@code
     *     postgres.too-old-for-odoo}
     */
    public Path fitting(OptionalInt major, int least) {
        Path bin = major.isPresent() ? ofMajor(major.getAsInt()) : newest();
        int chosen = major.orElseGet(
                () -> majors().stream().max(Comparator.naturalOrder()).orElse(0));
        if (chosen < least) {
            throw Fault.refused("postgres.too-old-for-odoo", chosen, least)
                    .at(host.name())
                    .exception();
        }
        return bin;
    }

    /**
     * The bin folder that fits a data directory.
     *
     * @throws dev.understudy.model.fault.FaultException {@code postgres.not-installed}, {@code postgres.too-old}
     */
    public Path of(Path pgdata) {
        int major = major(pgdata);
        refuseOld(major, pgdata);
        return installed(major);
    }

    private Path installed(int major) {
        if (!majors().contains(major)) {
            throw Fault.refused("postgres.not-installed", "PostgreSQL " + major, base)
                    .at(host.name())
                    .exception();
        }
        return bin(major);
    }

    /** The major version of a data directory. */
    public int major(Path pgdata) {
        return Integer.parseInt(host.read(pgdata.resolve("PG_VERSION")).strip());
    }

    private void refuseOld(int major, Path where) {
        if (major < OLDEST) {
            throw Fault.refused("postgres.too-old", Integer.toString(major), where, Integer.toString(OLDEST))
                    .at(host.name())
                    .exception();
        }
    }

    /** The bin folder of a version, whether it is installed or not. */
    Path bin(int major) {
        return base.resolve(Integer.toString(major)).resolve("bin");
    }

    private List<Integer> majors() {
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(base)) {
            return folders.filter(folder -> Files.isExecutable(folder.resolve("bin/initdb")))
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("[1-9][0-9]"))
                    .map(Integer::valueOf)
                    .toList();
        } catch (IOException failure) {
            throw Fault.failed("host.unreadable", base, failure).at(host.name()).exception(failure);
        }
    }
}
