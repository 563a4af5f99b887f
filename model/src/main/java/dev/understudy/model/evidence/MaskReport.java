package dev.understudy.model.evidence;

import java.time.Instant;
import java.util.List;

/**
 * How a copy was masked, and the proof of it. Holds columns and counts, never a value.
 *
 * @param key tells the key from others; what one key made matches what it made before
 * @param testers how many users kept their login and name
 * @param columns those that were judged, but for those that can hold no text and were kept
 * @param emptied tables whose rows went
 * @param notRead tables that are elsewhere and were left alone
 * @param files attachments that became placeholders
 * @param proof what was looked for afterwards, and found
 */
public record MaskReport(
        Instant at,
        String key,
        int testers,
        List<Masked> columns,
        List<String> emptied,
        List<String> notRead,
        long files,
        Proof proof) {

    /** The name that it has among a run's evidence. */
    public static final String NAME = "mask-report";

    public MaskReport {
        columns = List.copyOf(columns);
        emptied = List.copyOf(emptied);
        notRead = List.copyOf(notRead);
    }

    /**
     * A column.
     *
     * @param column {@code res_partner.name}
     * @param as the kind, in lower case: {@code name}
     * @param why {@code rule}, {@code file}, {@code type}, {@code name}, {@code values} or {@code unsure}
     */
    public record Masked(String column, String as, String why) {}

    /**
     * What was looked for in all that the copy holds.
     *
     * @param names different names and addresses that were looked for
     * @param numbers different numbers
     * @param texts values that were read
     * @param files files that were read
     * @param found where something stands, with how often; accepted ones aside
     * @param accepted what the project's file accepts, with how often
     */
    public record Proof(int names, int numbers, long texts, long files, List<Found> found, List<Found> accepted) {

        public Proof {
            found = List.copyOf(found);
            accepted = List.copyOf(accepted);
        }
    }

    /**
     * A place in which values of production still stand.
     *
     * @param place a column, {@code files} or {@code large objects}
     */
    public record Found(String place, long count) {}

    /** The same, with the proof that was made last. */
    public MaskReport proven(Proof again) {
        return new MaskReport(at, key, testers, columns, emptied, notRead, files, again);
    }

    /** Columns of which nothing was known: they were masked. */
    public List<String> unsure() {
        return columns.stream()
                .filter(column -> column.why().equals("unsure"))
                .map(Masked::column)
                .toList();
    }
}
