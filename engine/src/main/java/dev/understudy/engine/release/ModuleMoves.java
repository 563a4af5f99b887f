package dev.understudy.engine.release;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What Odoo made of a plan: it decides itself what installs itself along with something, and what goes along with
 * something.
 *
 * @param installed modules that were not installed before and are now, sorted
 * @param removed modules that were installed before and are no longer, sorted
 */
public record ModuleMoves(List<String> installed, List<String> removed) {

    /** Nothing came and nothing went. */
    public static final ModuleMoves NONE = new ModuleMoves(List.of(), List.of());

    public ModuleMoves {
        installed = installed.stream().sorted().toList();
        removed = removed.stream().sorted().toList();
    }

    /** What is different between the installed modules before and after. */
    public static ModuleMoves between(Collection<String> before, Collection<String> after) {
        return new ModuleMoves(List.copyOf(without(after, before)), List.copyOf(without(before, after)));
    }

    private static SortedSet<String> without(Collection<String> these, Collection<String> those) {
        SortedSet<String> left = new TreeSet<>(these);
        left.removeAll(those);
        return left;
    }

    /** For people: {@code installed a, b; removed c}. */
    public String shown() {
        if (equals(NONE)) {
            return "neither installed nor removed a module";
        }
        String came = installed.isEmpty() ? "" : "installed " + String.join(", ", installed);
        String went = removed.isEmpty() ? "" : "removed " + String.join(", ", removed);
        return came + (came.isEmpty() || went.isEmpty() ? "" : "; ") + went;
    }
}
