package dev.understudy.targets.installation;

import dev.understudy.targets.host.ForeignTree;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.nio.file.Path;

/** The files of somebody else's Odoo, which are read as root. */
final class TheirFiles {

    private TheirFiles() {}

    /**
     * A folder of it, wherever its path leads.
     *
     * @param named whether whoever asks named the folder; else it must be that Odoo's own
     */
    static ForeignTree of(Host host, Found found, Path folder, boolean named) throws IOException {
        // Below the root of a process the kernel itself leads on.
        Path real = found.place().equals(Place.HERE) ? folder.toRealPath() : folder;
        long uid = found.process().map(OdooProcess::uid).orElse(0L);
        String user = uid == 0 ? found.user() : Long.toString(uid);
        if (!host.root() || named || user.isEmpty() || user.equals("root")) {
            return new ForeignTree(real);
        }
        return new ForeignTree(
                real, real.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }
}
