package dev.understudy.targets.installation;

import dev.understudy.model.audit.AuditReport.Filestore;
import dev.understudy.model.audit.AuditReport.Plan;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Understudy would do with an installation, and what that takes. */
final class Plans {

    /**
     * Bytes of a database that are dumped and loaded in a second: 14 million were seen on two busy cores, of 3.4 GB.
     */
    private static final long DATABASE_RATE = 12_000_000;

    /** Bytes of files that are copied in a second, by a disk as it is common. */
    private static final long FILE_RATE = 50_000_000;

    /** What is begun before any byte flows: the service, the first start of Odoo. */
    private static final long BEGINNING = 60;

    /** A copy, its restore point and a rehearsal that writes a third of it anew; the files are shared or linked. */
    private static final double SHARE = 2.5;

    private static final Path HOME = Path.of("/var/lib");

    private Plans() {}

    /** @param database bytes of the database that runs */
    static Plan of(long database, @Nullable Filestore filestore, Host host) {
        return plan(database, filestore, host, List.of("adopt", "follow", "rehearse"));
    }

    /** @param database bytes of the database that would be made of a dump */
    static Plan ofDump(long database, @Nullable Filestore filestore, Host host) {
        return plan(database, filestore, host, List.of("restore", "rehearse"));
    }

    private static Plan plan(long database, @Nullable Filestore filestore, Host host, List<String> steps) {
        long files = filestore == null ? 0 : filestore.bytes();
        long room = (long) (database * SHARE) + files;
        long seconds = BEGINNING + database / DATABASE_RATE + files / FILE_RATE;
        List<String> all = new ArrayList<>(steps);
        if (!host.root()) {
            all.addFirst("root");
        }
        return new Plan(room, free(), seconds, all);
    }

    private static long free() {
        try {
            return Files.getFileStore(HOME).getUsableSpace();
        } catch (IOException unknown) {
            return 0;
        }
    }
}
