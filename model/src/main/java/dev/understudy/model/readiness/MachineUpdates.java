package dev.understudy.model.readiness;

import java.util.Map;
import java.util.Optional;

/**
 * What the machine of production tells of updates.
 *
 * @param system of its own packages
 * @param folder of the folder that Odoo runs in, with its Python packages; empty where Odoo was installed by somebody else
 * @param servers the installed version of PostgreSQL, by major version; those that no package brought are left out
 */
public record MachineUpdates(PendingUpdates system, Optional<PendingUpdates> folder, Map<String, String> servers) {

    public MachineUpdates {
        servers = Map.copyOf(servers);
    }
}
