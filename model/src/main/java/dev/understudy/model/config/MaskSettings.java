package dev.understudy.model.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How copies are masked.
 *
 * @param testers logins that keep their name, address and password
 * @param columns what becomes of columns, by {@code table.column}, whatever we would say of them
 * @param accept columns, {@code table.column}, in which the proof may find values
 * @param refresh how old the masked copy may be from which environments are cut; zero where each is masked anew
 */
public record MaskSettings(List<String> testers, Map<String, As> columns, List<String> accept, Duration refresh) {

    /** What counts when the file does not say. */
    public static final MaskSettings DEFAULT = new MaskSettings(List.of(), Map.of(), List.of(), Duration.ZERO);

    public MaskSettings {
        testers = List.copyOf(testers);
        columns = Map.copyOf(columns);
        accept = List.copyOf(accept);
    }

    /** What a column's values become. */
    public enum As {
        KEEP,
        NAME,
        COMPANY,
        EMAIL,
        PHONE,
        STREET,
        IBAN,
        VAT,
        BIRTHDAY,
        TEXT,
        HTML,
        AMOUNT,
        TOKEN,
        DROP
    }
}
