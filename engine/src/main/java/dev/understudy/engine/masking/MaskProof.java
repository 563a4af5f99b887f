package dev.understudy.engine.masking;

import dev.understudy.model.evidence.MaskReport.Found;
import dev.understudy.model.evidence.MaskReport.Proof;
import dev.understudy.odoo.mask.BytesText;
import dev.understudy.odoo.mask.Column;
import dev.understudy.odoo.mask.Disguises;
import dev.understudy.odoo.mask.Entities;
import dev.understudy.odoo.mask.Utf8Text;
import dev.understudy.odoo.mask.ValueMask;
import dev.understudy.targets.postgres.Owner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for the values of production's people in all that a copy holds: every column that is not a number or a date, large objects,
 * files and their names. Tells where and how often, never what.
 */
final class MaskProof {

    /** Of Odoo's code: who wrote a module is told by the module. */
    private static final Set<String> OF_CODE = Set.of("ir_module_module", "ir_module_category");

    private static final String FILES = "files";
    private static final int PIECE = 1 << 22;
    private static final int OVERLAP = 1 << 10;

    private final Owner database;
    private final Entities entities;
    private final Workers workers;
    private final Consumer<String> progress;
    private final Map<String, Long> found = new TreeMap<>();
    private long texts;
    private long files;

    /** @param progress told of each part */
    MaskProof(Owner database, Entities entities, Workers workers, Consumer<String> progress) {
        this.database = database;
        this.entities = entities;
        this.workers = workers;
        this.progress = progress;
    }

    /**
     * Reads all of a copy.
     *
     * @param accepted columns in which values may stand, as a project's file names them, and other places
     */
    Proof of(List<Column> columns, Path filestore, Set<String> accepted) {
        Map<String, List<Column>> tables = columns.stream()
                .filter(column -> !column.counted())
                .filter(column -> !OF_CODE.contains(column.table()))
                .collect(Collectors.groupingBy(Column::table, LinkedHashMap::new, Collectors.toList()));
        tables(tables);
        progress.accept("tables: read again, " + texts + " texts");
        largeObjects();
        statistics();
        definitions();
        files(filestore);
        progress.accept("files: read again, " + files + " of them");
        Set<String> allowedPlaces = new HashSet<>(accepted);
        columns.stream()
                .filter(column -> accepted.contains(column.key()))
                .forEach(column -> allowedPlaces.add(column.path()));
        List<Found> open = new ArrayList<>();
        List<Found> allowed = new ArrayList<>();
        found.forEach((place, count) -> (allowedPlaces.contains(place) ? allowed : open).add(new Found(place, count)));
        return new Proof(entities.known().names(), entities.known().numbers(), texts, files, open, allowed);
    }

    /** Over one connection: there are hundreds, most of them small. */
    private void tables(Map<String, List<Column>> tables) {
        database.inTransaction(connection -> {
            for (Map.Entry<String, List<Column>> table : tables.entrySet()) {
                table(connection, table.getKey(), table.getValue());
                connection.commit();
            }
            return true;
        });
    }

    private void table(Connection connection, String table, List<Column> columns) throws SQLException {
        LongValues longer = new LongValues(connection, table, columns);
        List<LongValues.Place> places = longer.places();
        for (LongValues.Place place : places) {
            texts++;
            longer.read(
                    place, part -> look(place.column().path(), place.column().binary() ? bytes(part) : part));
        }
        String query = "SELECT "
                + columns.stream()
                        .map(column ->
                                places.isEmpty() ? Quoted.name(column.name()) + "::text" : LongValues.others(column))
                        .collect(Collectors.joining(", "))
                + " FROM ONLY " + Quoted.table(table);
        workers.each(connection, query, (rows, mask) -> count(rows, columns, mask), counts -> {
            texts += counts[columns.size()];
            for (int i = 0; i < columns.size(); i++) {
                tell(columns.get(i).path(), counts[i]);
            }
        });
    }

    /** What is found in each column, then how many texts were read. */
    private long[] count(List<byte[]> rows, List<Column> columns, ValueMask mask) {
        long[] counts = new long[columns.size() + 1];
        Utf8Text plain = new Utf8Text();
        for (byte[] row : rows) {
            int start = 0;
            for (int i = 0; i < columns.size(); i++) {
                int stop = CopiedRows.end(row, start);
                if (stop > start && !CopiedRows.nothing(row, start, stop)) {
                    counts[columns.size()]++;
                    counts[i] += count(row, start, stop, columns.get(i).binary(), plain, mask);
                }
                start = stop + 1;
            }
        }
        return counts;
    }

    /** Most texts hold nothing, and a glance at their bytes tells that; only the others are read as what they are. */
    private long count(byte[] row, int start, int stop, boolean binary, Utf8Text plain, ValueMask mask) {
        plain.cut(0);
        plain.addUnescaped(row, start, stop);
        if (binary) {
            return count(bytes(plain.toString()));
        }
        return mask.mayHold(plain.bytes(), 0, plain.length()) ? count(plain.toString()) : 0;
    }

    private static String bytes(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex, 2, hex.length());
        return BytesText.read(bytes, bytes.length);
    }

    /** Where a column's values are somebody's, what is remembered of them is no more than that. */
    private void statistics() {
        for (List<String> row : new PlannerStatistics(database).values()) {
            if (!found.containsKey(row.getFirst()) && !row.getLast().isEmpty()) {
                texts++;
                look(row.getFirst(), row.getLast());
            }
        }
    }

    /** What the database says of itself. */
    private void definitions() {
        for (Definitions.Definition definition : new Definitions(database).all()) {
            texts++;
            look(told(definition.place()), definition.text());
        }
    }

    /** Where, without the name of what is called after somebody. */
    private String told(String place) {
        return count(place) > 0 ? place.replaceFirst(" .*", "s") : place;
    }

    private void largeObjects() {
        for (List<String> row : database.rows("SELECT oid FROM pg_catalog.pg_largeobject_metadata")) {
            String hex = database.rows("SELECT pg_catalog.lo_get(" + row.getFirst() + ")::text")
                    .getFirst()
                    .getFirst();
            texts++;
            look("large objects", bytes(hex));
        }
    }

    private void files(Path filestore) {
        if (!Files.isDirectory(filestore, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> walked = Files.walk(filestore)) {
            List<Path> all = walked.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
            files += all.size();
            AtomicInteger next = new AtomicInteger();
            AtomicLong counted = new AtomicLong();
            workers.all(Collections.nCopies(workers.count(), () -> {
                for (int at = next.getAndIncrement(); at < all.size(); at = next.getAndIncrement()) {
                    counted.addAndGet(count(all.get(at)));
                }
                return true;
            }));
            tell(FILES, counted.get());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException impossible) {
            throw new IllegalStateException("no database is asked", impossible);
        }
    }

    /** In its name and all that it holds, in pieces that overlap by more than a name is long. */
    private long count(Path file) {
        long count = count(String.valueOf(file.getFileName()));
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            // Most are small, and there are many.
            int size = Math.clamp(Files.size(file) + 1, 2 * OVERLAP, PIECE);
            byte[] piece = new byte[size];
            int kept = 0;
            for (int read = in.readNBytes(piece, 0, size); read > 0; read = in.readNBytes(piece, kept, size - kept)) {
                count += count(BytesText.read(piece, kept + read));
                int rest = Math.min(OVERLAP, kept + read);
                System.arraycopy(piece, kept + read - rest, piece, 0, rest);
                kept = rest;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return count;
    }

    private void look(String place, String text) {
        tell(place, count(text));
    }

    private long count(String text) {
        return count(entities, text);
    }

    /** How often somebody's values stand in a text; where none is seen, in what is hidden by it. */
    static long count(Entities entities, String text) {
        long count = entities.in(text).size();
        for (String other : count > 0 ? List.<String>of() : Disguises.of(text)) {
            count += entities.in(other).size();
        }
        return count;
    }

    private void tell(String place, long count) {
        if (count > 0) {
            found.merge(place, count, Long::sum);
        }
    }
}
