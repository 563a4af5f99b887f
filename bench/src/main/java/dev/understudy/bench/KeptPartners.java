package dev.understudy.bench;

import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.volume.Volume;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The partners in a restore point of production, which keeps what a run took back: opened as a server of its own. */
public final class KeptPartners {

    private static final String PRODUCTION = "production";
    private static final String OPENED = "aside";

    private final Machine machine;
    private final Copies copies;

    public KeptPartners(Machine machine) {
        this.machine = machine;
        this.copies = new Copies(machine);
    }

    /** The names of partners that begin so and are in the restore point; none where there is no such point. */
    public Set<String> names(String point, String database, String prefix) throws IOException {
        Volume volume = machine.volumes().volume(PRODUCTION, point);
        if (!machine.volumes().exists(volume)) {
            return Set.of();
        }
        Cluster cluster = copies.open(volume, OPENED);
        try {
            return machine
                    .clusters()
                    .database(cluster, database)
                    .owner()
                    .rows("SELECT name FROM res_partner WHERE name LIKE ?", prefix + "%")
                    .stream()
                    .map(List::getFirst)
                    .collect(Collectors.toSet());
        } finally {
            copies.remove(cluster, copies.volume(OPENED));
        }
    }
}
