package dev.understudy.targets.backup;

import java.util.List;

/**
 * What reading a backup from its first byte to its last has shown.
 *
 * @param members how many there are
 * @param bytes of all of them, unpacked
 * @param checksummed whether the backup brought checksums; Odoo's own does not, then only its structure was checked
 * @param missingFiles attachments of the database whose file is not in the backup, by {@code store_fname}
 */
public record Verified(int members, long bytes, boolean checksummed, List<String> missingFiles) {

    public Verified {
        missingFiles = List.copyOf(missingFiles);
    }
}
