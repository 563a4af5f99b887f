package dev.understudy.model.release;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a release was asked to have installed, when it was made.
 *
 * @param listed {@code odoo.modules} of that moment
 * @param install asked for beside it, once
 * @param uninstall to leave because somebody named it
 * @param dropped taken out of {@code odoo.modules} since the release that production ran was made: to leave, unless others
 *     need it
 */
public record ModuleWishes(
        SortedSet<String> listed, SortedSet<String> install, SortedSet<String> uninstall, SortedSet<String> dropped) {

    /** Of a release that was asked for nothing. */
    public static final ModuleWishes NONE =
            new ModuleWishes(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());

    public ModuleWishes {
        listed = new TreeSet<>(listed);
        install = new TreeSet<>(install);
        uninstall = new TreeSet<>(uninstall);
        dropped = new TreeSet<>(dropped);
    }

    /**
     * The wishes of a release that follows one with these wishes.
     *
     * @param list {@code odoo.modules} now
     * @param more to be installed beside it
     * @param leaving to be uninstalled
     */
    public ModuleWishes next(Collection<String> list, Collection<String> more, Collection<String> leaving) {
        SortedSet<String> gone = new TreeSet<>(listed);
        gone.removeAll(list);
        gone.removeAll(more);
        gone.removeAll(leaving);
        return new ModuleWishes(new TreeSet<>(list), new TreeSet<>(more), new TreeSet<>(leaving), gone);
    }

    /** All that is to leave. */
    public SortedSet<String> leaving() {
        SortedSet<String> leaving = new TreeSet<>(uninstall);
        leaving.addAll(dropped);
        return leaving;
    }

    /** All that is to be there. */
    public SortedSet<String> wanted() {
        SortedSet<String> wanted = new TreeSet<>(listed);
        wanted.addAll(install);
        return wanted;
    }
}
