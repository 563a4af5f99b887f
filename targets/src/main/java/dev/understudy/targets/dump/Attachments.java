package dev.understudy.targets.dump;

import dev.understudy.odoo.dump.StoredFile;
import dev.understudy.targets.postgres.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The files that a database's attachments name.
 *
 * @param named how many are in a filestore, as the database has it
 * @param missing how many of these are not there, by the model that they are attached to
 * @param elsewhere how many are kept in other storages, by what these are called
 */
public record Attachments(long named, SortedMap<String, Long> missing, SortedMap<String, Long> elsewhere) {

    private static final String THERE = "SELECT 1 FROM pg_catalog.pg_attribute"
            + " WHERE attrelid = pg_catalog.to_regclass('public.ir_attachment') AND attname = ANY (ARRAY['store_fname', ?])";

    public Attachments {
        missing = new TreeMap<>(missing);
        elsewhere = new TreeMap<>(elsewhere);
    }

    /**
     * A file that an attachment names.
     *
     * @param file {@code store_fname}
     * @param model {@code res_model}; empty where there is none
     */
    record Stored(String file, String model) {}

    /** What a database names; nothing where it is no Odoo's. */
    static List<Stored> stored(Reader reader) {
        boolean models = reader.rows(THERE, "res_model").size() == 2;
        if (reader.rows(THERE, "store_fname").isEmpty()) {
            return List.of();
        }
        List<Stored> stored = new ArrayList<>();
        reader.rows("SELECT DISTINCT store_fname, " + (models ? "coalesce(res_model, '')" : "''")
                        + " FROM public.ir_attachment WHERE store_fname IS NOT NULL AND store_fname OPERATOR(pg_catalog.<>) ''")
                .forEach(row -> stored.add(new Stored(row.get(0), row.get(1))));
        return stored;
    }

    static Attachments of(List<Stored> stored, Predicate<String> there) {
        SortedMap<String, Long> missing = new TreeMap<>();
        SortedMap<String, Long> elsewhere = new TreeMap<>();
        long named = 0;
        for (Stored one : stored) {
            String storage = StoredFile.storage(one.file()).orElse("");
            if (!storage.isEmpty()) {
                elsewhere.merge(storage, 1L, Long::sum);
                continue;
            }
            named++;
            if (!there.test(one.file())) {
                missing.merge(one.model().isEmpty() ? "-" : one.model(), 1L, Long::sum);
            }
        }
        return new Attachments(named, missing, elsewhere);
    }

    /** How many files are missing. */
    public long lost() {
        return missing.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many are kept elsewhere. */
    public long away() {
        return elsewhere.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@code res.partner 3, mail.message 1}. */
    public String missingShown() {
        return missing.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));
    }
}
