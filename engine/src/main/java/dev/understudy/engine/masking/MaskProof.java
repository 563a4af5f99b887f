package dev.understudy.engine.masking;

import dev.understudy.model.evidence.MaskReport.Found;
import dev.understudy.model.evidence.MaskReport.Proof;
import dev.understudy.odoo.mask.Column;
import dev.understudy.odoo.mask.Disguises;
import dev.understudy.odoo.mask.Entities;
import dev.understudy.targets.postgres.Owner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the values of production's people in all that a copy holds: every column that is not a number or a date, large objects,
 * files and their names. Tells where and how often, never what.
 */
final class MaskProof {

    /** Of Odoo's code: who wrote a module is told by the module. */
    private static final Set<String> OF_CODE = Set.of("ir_module_module", "ir_module_category");

    private static final int PIECE = 1 << 22;
    private static final int OVERLAP = 1 << 10;

    private final Owner database;
    private final Entities entities;
    private final Workers workers;
    private final Map<String, Long> found = new TreeMap<>();
    private long texts;
    private long files;

    MaskProof(Owner database, Entities entities, Workers workers) {
        this.database = database;
        this.entities = entities;
        this.workers = workers;
    }

    /**
     * Reads all of a copy.
     *
     * @param accepted columns in which values may stand
     */
    Proof of(List<Column> columns, Path filestore, Set<String> accepted) {
        Map<String, List<Column>> tables = columns.stream()
                .filter(column -> !column.counted())
                .filter(column -> !OF_CODE.contains(column.table()))
                .collect(Collectors.groupingBy(Column::table, LinkedHashMap::new, Collectors.toList()));
        tables.forEach(this::table);
        largeObjects();
        files(filestore);
        List<Found> open = new ArrayList<>();
        List<Found> allowed = new ArrayList<>();
        found.forEach((place, count) -> (accepted.contains(place) ? allowed : open).add(new Found(place, count)));
        return new Proof(entities.known().names(), entities.known().numbers(), texts, files, open, allowed);
    }

    private void table(String table, List<Column> columns) {
        database.inTransaction(connection -> {
            LongValues longer = new LongValues(connection, table, columns);
            List<LongValues.Place> places = longer.places();
            for (LongValues.Place place : places) {
                texts++;
                longer.read(
                        place,
                        part -> look(place.column().path(), place.column().binary() ? bytes(part) : part));
            }
            String query = "SELECT "
                    + columns.stream()
                            .map(column -> places.isEmpty()
                                    ? Quoted.name(column.name()) + "::text"
                                    : LongValues.others(column))
                            .collect(Collectors.joining(", "))
                    + " FROM ONLY " + Quoted.table(table);
            workers.each(connection, query, (rows, _) -> count(rows, columns), counts -> {
                texts += counts[columns.size()];
                for (int i = 0; i < columns.size(); i++) {
                    tell(columns.get(i).path(), counts[i]);
                }
            });
            return true;
        });
    }

    /** What is found in each column, then how many texts were read. */
    long[] count(List<byte[]> rows, List<Column> columns) {
        long[] counts = new long[columns.size() + 1];
        for (byte[] row : rows) {
            @Nullable String[] values = CopiedRows.decoded(row);
            for (int i = 0; i < values.length; i++) {
                String value = values[i];
                if (value != null && !value.isEmpty()) {
                    counts[columns.size()]++;
                    counts[i] += count(columns.get(i).binary() ? bytes(value) : value);
                }
            }
        }
        return counts;
    }

    private static String bytes(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex, 2, hex.length());
        return new String(bytes, StandardCharsets.UTF_8);
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
        try (Stream<Path> all = Files.walk(filestore)) {
            for (Path file : all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                files++;
                look("files", String.valueOf(file.getFileName()));
                read(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** In pieces that overlap by more than a name is long. */
    private void read(Path file) throws IOException {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] piece = new byte[PIECE];
            int kept = 0;
            for (int read = in.readNBytes(piece, 0, PIECE); read > 0; read = in.readNBytes(piece, kept, PIECE - kept)) {
                look("files", new String(piece, 0, kept + read, StandardCharsets.UTF_8));
                int rest = Math.min(OVERLAP, kept + read);
                System.arraycopy(piece, kept + read - rest, piece, 0, rest);
                kept = rest;
            }
        }
    }

    private void look(String place, String text) {
        tell(place, count(text));
    }

    private long count(String text) {
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
