package dev.understudy.model.drift;

import dev.understudy.model.drift.Trait.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** In what an installation differs from what it should be: a pure comparison. */
public final class Drift {

    /** What a copy has otherwise on purpose: it is neutralized, and answers at an address of its own. */
    private static final Set<String> OF_A_COPY = Set.of(
            "database.create_date",
            "database.enterprise_code",
            "database.expiration_date",
            "database.expiration_reason",
            "database.is_neutralized",
            "database.secret",
            "database.uuid",
            "report.url",
            "web.base.url",
            "web.base.url.freeze");

    private Drift() {}

    /**
     * A difference.
     *
     * @param before how it should be; empty for what should not be there
     * @param after how it is; empty for what is not there
     * @param expected why it is no drift; empty for one that somebody made
     */
    public record Difference(
            Kind kind,
            String name,
            Optional<String> before,
            Optional<String> after,
            String by,
            Optional<Reason> expected) {}

    /** Why a difference is to be expected. */
    public enum Reason {
        /** Odoo writes it by itself. */
        ODOO,
        /** Copies have it otherwise. */
        COPY
    }

    /** What became of an installation since it was last changed by a run. */
    public static List<Difference> since(Collection<Trait> before, Collection<Trait> now) {
        return differences(before, now, Optional.empty());
    }

    /**
     * In what a copy differs from production.
     *
     * @param neutralized whether a module's own statements write a system parameter when a copy is made harmless
     */
    public static List<Difference> ofCopy(
            Collection<Trait> production, Collection<Trait> copy, Predicate<String> neutralized) {
        return differences(production, copy, Optional.of(neutralized));
    }

    private static List<Difference> differences(
            Collection<Trait> before, Collection<Trait> after, Optional<Predicate<String>> copy) {
        Map<Key, Trait> old = byKey(before);
        Map<Key, Trait> present = byKey(after);
        Set<Key> keys = new TreeSet<>(old.keySet());
        keys.addAll(present.keySet());
        List<Difference> differences = new ArrayList<>();
        for (Key key : keys) {
            Optional<Trait> was = Optional.ofNullable(old.get(key));
            Optional<Trait> is = Optional.ofNullable(present.get(key));
            if (!was.map(Trait::value).equals(is.map(Trait::value))) {
                differences.add(difference(was, is, copy));
            }
        }
        return differences;
    }

    private static Difference difference(Optional<Trait> was, Optional<Trait> is, Optional<Predicate<String>> copy) {
        Trait one = is.or(() -> was).orElseThrow();
        return new Difference(
                one.kind(),
                one.name(),
                was.map(Drift::shown),
                is.map(Drift::shown),
                is.map(Trait::by).orElse(""),
                reason(one, is, copy));
    }

    private static Optional<Reason> reason(Trait one, Optional<Trait> is, Optional<Predicate<String>> copy) {
        boolean onPurpose = copy.isPresent()
                && (one.kind() == Kind.SETTING
                        || (one.kind() == Kind.PARAMETER
                                && (OF_A_COPY.contains(one.name()) || copy.get().test(one.name()))));
        if (onPurpose) {
            return Optional.of(Reason.COPY);
        }
        // What a module brings or takes is told as the module.
        boolean odoo = one.kind() != Kind.MODULE
                && is.filter(trait -> trait.by().equals(Trait.ODOO)).isPresent();
        return odoo ? Optional.of(Reason.ODOO) : Optional.empty();
    }

    private static String shown(Trait trait) {
        return trait.shown() ? trait.value() : "";
    }

    /** What a trait is of. */
    public record Key(Kind kind, String name) implements Comparable<Key> {

        /** Of this one. */
        public static Key of(Trait trait) {
            return new Key(trait.kind(), trait.name());
        }

        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::kind).thenComparing(Key::name).compare(this, other);
        }
    }

    private static Map<Key, Trait> byKey(Collection<Trait> traits) {
        Map<Key, Trait> byKey = new TreeMap<>();
        traits.forEach(trait -> byKey.put(Key.of(trait), trait));
        return byKey;
    }
}
