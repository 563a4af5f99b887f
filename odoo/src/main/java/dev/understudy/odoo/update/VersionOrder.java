package dev.understudy.odoo.update;

import java.math.BigInteger;
import java.util.List;

/** Which of two versions of a module is the newer: number by number, as {@code parse_version} of {@code odoo.tools} does. */
public final class VersionOrder {

    private VersionOrder() {}

    /** Negative when {@code one} is older than {@code other}, positive when it is newer. */
    public static int compare(String one, String other) {
        List<String> first = List.of(one.split("[.-]", -1));
        List<String> second = List.of(other.split("[.-]", -1));
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            int order = part(first, i).compareTo(part(second, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static BigInteger part(List<String> version, int index) {
        String digits = index < version.size() ? version.get(index).replaceAll("\\D", "") : "";
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    }
}
