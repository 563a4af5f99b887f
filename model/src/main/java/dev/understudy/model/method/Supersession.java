package dev.understudy.model.method;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A release that waits and that a newer one, which waits for the same stage, has overtaken.
 *
 * @param tell who said yes to it and is to hear of it
 */
public record Supersession(String release, String by, Set<String> tell) {

    public Supersession {
        tell = Set.copyOf(tell);
    }

    /**
     * A release that waits.
     *
     * @param contains the releases whose every commit it has, itself left out
     */
    public record Waiting(String release, String stage, Set<String> contains, Set<String> approvedBy) {
        public Waiting {
            contains = Set.copyOf(contains);
            approvedBy = Set.copyOf(approvedBy);
        }
    }

    /** Those that newer ones overtake, each by the newest that contains it. */
    public static List<Supersession> among(List<Waiting> oldestFirst) {
        List<Supersession> overtaken = new ArrayList<>();
        for (int i = 0; i < oldestFirst.size(); i++) {
            Waiting old = oldestFirst.get(i);
            oldestFirst.subList(i + 1, oldestFirst.size()).reversed().stream()
                    .filter(newer -> newer.stage().equals(old.stage())
                            && newer.contains().contains(old.release()))
                    .findFirst()
                    .ifPresent(newer -> overtaken.add(
                            new Supersession(old.release(), newer.release(), new LinkedHashSet<>(old.approvedBy()))));
        }
        return overtaken;
    }
}
