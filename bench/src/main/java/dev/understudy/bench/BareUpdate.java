package dev.understudy.bench;

import dev.understudy.model.view.EnvironmentView;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.runtime.OdooSetting;
import java.io.IOException;
import java.util.List;

/** {@code odoo -u} of modules on a copy of production, on a cluster set up as production's. */
final class BareUpdate {

    private static final String COPY = "bare";

    private final Machine machine;
    private final Copies copies;

    BareUpdate(Machine machine, Copies copies) {
        this.machine = machine;
        this.copies = copies;
    }

    /** The seconds of Odoo's process alone. */
    double seconds(EnvironmentView production, String release, List<String> modules) throws IOException {
        String database = Machine.database(production).name();
        Cluster source = machine.production(production);
        Cluster copy = copies.keep(source, database, machine.production().data(), COPY);
        try {
            OdooSetting odoo =
                    machine.odoo(production, copy, copies.volume(COPY).data(), release);
            return machine.once(odoo, Machine.arguments(odoo).update(modules, List.of()), "")
                            .duration()
                            .toNanos()
                    / 1e9;
        } finally {
            copies.remove(copy, copies.volume(COPY));
        }
    }
}
