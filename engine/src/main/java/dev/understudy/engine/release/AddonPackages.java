package dev.understudy.engine.release;

import dev.understudy.model.release.Reason;
import dev.understudy.targets.git.Mirror;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Odoo addons that a repository asks the Python index for: {@code odoo-addon-NAME} from 15.0 on, {@code odoo14-addon-NAME} before,
 * as the Odoo Community Association names them. What is in them is known when they are fetched.
 *
 * @param lines of its files of requirements
 */
record AddonPackages(NavigableSet<String> lines) {

    private static final Pattern FILE = Pattern.compile("[^/]*requirements[^/]*\\.txt");
    private static final Pattern LINE = Pattern.compile("(?i)odoo\\d*[-_.]addons?[-_.].*");

    /** Before the first commit. */
    static final AddonPackages NONE = new AddonPackages(new TreeSet<>());

    /** Those of a commit. */
    static AddonPackages of(Mirror mirror, String commit, RepositoryCode code) {
        List<String> files = code.files().stream()
                .filter(path -> FILE.matcher(path).matches())
                .toList();
        NavigableSet<String> lines = new TreeSet<>();
        if (!files.isEmpty()) {
            mirror.texts(commit, files).values().stream()
                    .flatMap(text -> Stream.of(text.split("\\R", -1)))
                    .map(String::strip)
                    .filter(line -> LINE.matcher(line).matches())
                    .forEach(lines::add);
        }
        return new AddonPackages(lines);
    }

    /**
     * What their change asks of production. They are never code alone: what a package asks for in its turn may be newer than
     * it was.
     */
    Optional<Reason> since(AddonPackages before, String repository) {
        if (lines.isEmpty() && before.lines.isEmpty()) {
            return Optional.empty();
        }
        NavigableSet<String> come = new TreeSet<>(lines);
        come.removeAll(before.lines);
        NavigableSet<String> gone = new TreeSet<>(before.lines);
        gone.removeAll(lines);
        boolean same = come.isEmpty() && gone.isEmpty();
        return Optional.of(Reason.of(
                same ? Reason.Why.ADDON_PACKAGE : Reason.Why.ADDON_PACKAGE_CHANGED,
                repository,
                "requirements.txt",
                0,
                String.join(", ", same ? lines : come.isEmpty() ? gone : come)));
    }
}
