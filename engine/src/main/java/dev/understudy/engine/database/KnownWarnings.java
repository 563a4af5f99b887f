package dev.understudy.engine.database;

import dev.understudy.odoo.log.LogParser;
import dev.understudy.odoo.update.UpdateVerdict;
import dev.understudy.targets.runtime.LogFiles;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What an Odoo that serves warns of whenever it is started: that its data does not fit its schema, or a view its model. */
final class KnownWarnings {

    /** How much of the log's end is read, also of what was rotated away. */
    private static final long LOOK_BACK = 32L << 20;

    private final Path log;

    KnownWarnings(Path log) {
        this.log = log;
    }

    /** The messages; none where there is no log. */
    Set<String> messages() {
        Set<String> messages = new HashSet<>();
        LogParser parser = new LogParser();
        new LogFiles(log).end(LOOK_BACK, piece -> messages.addAll(UpdateVerdict.excusable(parser.accept(piece))));
        parser.finish().ifPresent(entry -> messages.addAll(UpdateVerdict.excusable(List.of(entry))));
        return messages;
    }
}
