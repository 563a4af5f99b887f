package dev.understudy.targets.backup;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What reading a backup from its first byte to its last has shown.
 *
 * @param members how many there are
 * @param bytes of all of them, unpacked
 * @param checksummed whether the backup brought checksums; Odoo's own does not, then only its structure was checked
 * @param missingFiles attachments of the database whose file is not in the backup, by {@code store_fname}
 * @param elsewhere how many attachments are kept in other storages, and not in the backup, by what these are called
 */
public record Verified(
        int members, long bytes, boolean checksummed, List<String> missingFiles, SortedMap<String, Integer> elsewhere) {

    public Verified {
        missingFiles = List.copyOf(missingFiles);
        elsewhere = new TreeMap<>(elsewhere);
    }

    /** Of attachments that are kept elsewhere, in a sentence; empty where there are none. */
    public String elsewhereShown() {
        int all = elsewhere.values().stream().mapToInt(Integer::intValue).sum();
        return all == 0
                ? ""
                : all + " attachments are kept elsewhere (" + String.join(", ", elsewhere.keySet())
                        + ") and are not in this backup";
    }
}
