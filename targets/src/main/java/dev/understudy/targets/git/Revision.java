package dev.understudy.targets.git;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What people call a commit: a branch, a tag, its hash, or a reference by its whole name, as that of a pull request. */
record Revision(String text) {

    /** What git allows in names of branches and tags (git-check-ref-format(1)), without what may mean something else. */
    private static final Pattern ALLOWED = Pattern.compile("(?!-)(?!.*\\.\\.)(?!.*@\\{)[^\\p{Cntrl}\\s~^:?*\\[\\\\]+");

    private static final Pattern FULL_HASH = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern SHORT_HASH = Pattern.compile("[0-9a-f]{4,39}");
    private static final List<String> USUAL = List.of("refs/heads/", "refs/tags/");

    /** What a repository has when nothing is asked for. */
    static final String HEAD = "HEAD";

    boolean allowed() {
        return ALLOWED.matcher(text).matches();
    }

    boolean hash() {
        return FULL_HASH.matcher(text).matches();
    }

    boolean shortHash() {
        return SHORT_HASH.matcher(text).matches();
    }

    private boolean whole() {
        return text.equals(HEAD) || text.startsWith("refs/");
    }

    /**
     * What a mirror calls it, the likeliest first: a branch of that name before a tag, as everywhere. A full hash is never taken
     * for a branch: who pushes a branch of that name does not change what was released.
     */
    Stream<String> names() {
        if (hash()) {
            return Stream.of(text);
        }
        Stream<String> references = rooms().stream().map(room -> room + text);
        return shortHash() ? Stream.concat(references, Stream.of(text)) : references;
    }

    /** What is asked of a repository that gives it alone, and where the mirror keeps that: one after the other. */
    List<String> wishes() {
        return rooms().stream()
                .map(room -> "+" + (hash() || whole() ? text : room + text) + ":" + room + text)
                .toList();
    }

    private List<String> rooms() {
        if (hash()) {
            return List.of(GitCommands.pin(""));
        }
        return whole() ? List.of(GitCommands.ASKED) : USUAL;
    }
}
