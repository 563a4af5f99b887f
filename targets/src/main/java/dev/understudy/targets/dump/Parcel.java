package dev.understudy.targets.dump;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What somebody brought: a dump, and perhaps the files that belong to it.
 *
 * @param dump of the database
 * @param filestores folders that may be the filestore of the database
 * @param unpacked whether these are Understudy's own copy, which may be moved
 * @param zip of Odoo or of Understudy, that it came in
 */
public record Parcel(Dump dump, List<Path> filestores, boolean unpacked, Optional<Path> zip) {

    public Parcel {
        filestores = List.copyOf(filestores);
    }
}
