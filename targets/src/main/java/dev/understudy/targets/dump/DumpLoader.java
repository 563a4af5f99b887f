package dev.understudy.targets.dump;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.dump.DumpReader.Piece;
import dev.understudy.targets.dump.StatementRules.Fate;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.DumpHost;
import dev.understudy.targets.postgres.PgErrors;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Loads somebody's dump into a new database, as Odoo's role. What cannot be here is left out or changed and told; where
 * something is missing that Odoo cannot be without, nothing of it stays.
 */
public final class DumpLoader {

    private static final int NAMED = 5;

    private final LocalHost host;

    public DumpLoader(LocalHost host) {
        this.host = host;
    }

    /**
     * Loads a dump.
     *
     * @param target its database is made anew
     * @param staging a folder for lists; client programs can read in it
     * @param progress is told how far it is, and how long it goes on
     * @return what was left out or changed
     * @throws dev.understudy.model.fault.FaultException {@code dump.cut-off}, {@code dump.load-failed}, {@code
     *     dump.newer-postgres}, {@code dump.hostile}, {@code dump.all-databases}, {@code dump.encoding}
     */
    public List<LoadNote> load(Dump dump, DumpHost target, Path staging, Consumer<String> progress) {
        boolean whole = false;
        try {
            List<LoadNote> notes = switch (dump) {
                case Dump.Sql sql -> load(sql, target, new Remaining(progress, "loading"));
                case Dump.Archive archive ->
                    load(new ArchiveLoad(host, target, archive, staging), target, new Remaining(progress, "loading"));
            };
            whole = true;
            return notes;
        } catch (IOException broken) {
            throw Fault.usage("dump.cut-off").exception(broken);
        } catch (SQLException failure) {
            throw PgErrors.fault("dump", failure);
        } finally {
            if (!whole) {
                target.empty();
            }
        }
    }

    private List<LoadNote> load(Dump.Sql dump, DumpHost target, Remaining remaining) throws IOException, SQLException {
        LoadNotes notes = new LoadNotes();
        Map<String, String> unprovided;
        try (InputStream in = dump.opening().open(read -> {})) {
            unprovided = target.make(extensions(in));
        }
        long[] packed = {0};
        try (Connection connection = target.connect();
                InputStream in = dump.opening().open(read -> packed[0] = read)) {
            SqlLoad load = new SqlLoad(connection, new Mender(connection, target, unprovided), notes);
            load.perform(in, true, read -> remaining.done((double) packed[0] / Math.max(1, dump.bytes())));
            refuse(load.failures(), notes);
        }
        return notes.all();
    }

    private List<LoadNote> load(ArchiveLoad archive, DumpHost target, Remaining remaining)
            throws IOException, SQLException {
        LoadNotes notes = new LoadNotes();
        ArchiveToc toc = archive.toc();
        toc.note(notes);
        byte[] before = archive.beforeRows();
        Map<String, String> unprovided = target.make(extensions(new ByteArrayInputStream(before)));
        try (Connection connection = target.connect()) {
            SqlLoad load = new SqlLoad(connection, new Mender(connection, target, unprovided), notes);
            load.perform(new ByteArrayInputStream(before), false, read -> {});
            refuse(load.failures(), notes);
            Map<String, String> failed = archive.rows(toc, load.absentTables(), remaining::done);
            List<String> rows = toc.entries().stream()
                    .filter(entry -> entry.data()
                            && failed.containsKey(entry.id())
                            && !entry.kind().startsWith("MATERIALIZED"))
                    .map(entry -> "rows of " + entry.name() + ": " + failed.get(entry.id()))
                    .toList();
            refuse(rows, notes);
            if (!failed.isEmpty()) {
                load.perform(new ByteArrayInputStream(archive.again(toc, failed.keySet())), false, read -> {});
                refuse(load.failures(), notes);
            }
        }
        return notes.all();
    }

    private static void refuse(List<String> failures, LoadNotes notes) {
        if (failures.isEmpty()) {
            return;
        }
        List<String> told = new ArrayList<>(failures.stream().limit(NAMED).toList());
        // What is missing because of an extension is told with what brings it.
        notes.all().stream()
                .filter(note -> note.what().startsWith("extension "))
                .forEach(note -> told.add(note.what() + ": " + note.why()));
        throw Fault.failed("dump.load-failed", String.join("; ", told)).exception();
    }

    /** The extensions that a dump asks for, with their schemas: they stand before the first table. */
    private static Map<String, String> extensions(InputStream in) throws IOException {
        Map<String, String> extensions = new LinkedHashMap<>();
        DumpReader reader = new DumpReader(in);
        try {
            for (Piece piece = reader.next(); piece != null; piece = reader.next()) {
                if (piece instanceof Piece.Sql sql) {
                    Fate fate = StatementRules.of(sql.text());
                    if (fate instanceof Fate.Extension extension) {
                        extensions.put(extension.name(), extension.schema());
                    } else if (fate instanceof Fate.Copy
                            || (fate instanceof Fate.Perform perform
                                    && perform.what().startsWith("table "))) {
                        return extensions;
                    }
                }
            }
        } catch (EOFException cut) {
            throw Fault.usage("dump.cut-off").exception(cut);
        }
        return extensions;
    }
}
