package dev.understudy.targets.volume;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.nio.file.Path;

/** Finds out by trying whether files in a folder can share extents ({@code FICLONE}). */
final class Reflink {

    private Reflink() {}

    static boolean possible(Host host, Path folder) {
        Path probe = folder.resolve(".reflink-probe");
        Path clone = folder.resolve(".reflink-probe.clone");
        try {
            host.write(probe, "x".repeat(4096), "0600", null);
            return host.run(Command.of("cp", "--reflink=always", "--", probe, clone))
                    .succeeded();
        } finally {
            host.delete(probe);
            host.delete(clone);
        }
    }
}
