package dev.understudy.targets.git;

import dev.understudy.targets.host.Host;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Files of a repository that stand for others: git-lfs keeps those elsewhere. */
final class LfsPointers {

    private static final String ATTRIBUTES = ".gitattributes";

    /** How a pointer begins (git-lfs, docs/spec.md). */
    private static final String BEGINNING = "version https://git-lfs.github.com/spec/v1";

    private final Host host;
    private final HistoryCommands history;
    private final Mirror mirror;

    LfsPointers(Host host, GitCommands git, Mirror mirror) {
        this.host = host;
        this.history = new HistoryCommands(git);
        this.mirror = mirror;
    }

    /** Their paths, sorted; none where no attribute speaks of them. */
    List<String> at(String commit) {
        List<String> attributes = mirror.files(commit).stream()
                .filter(path -> path.equals(ATTRIBUTES) || path.endsWith("/" + ATTRIBUTES))
                .toList();
        if (mirror.texts(commit, attributes).values().stream().noneMatch(text -> text.contains("filter=lfs"))) {
            return List.of();
        }
        List<String> suspects = Stream.of(
                        host.run(history.mentioning(commit, BEGINNING)).out().split("\0", -1))
                .filter(line -> line.startsWith(commit + ":"))
                .map(line -> line.substring(commit.length() + 1))
                .toList();
        return mirror.texts(commit, suspects).entrySet().stream()
                .filter(file -> file.getValue().startsWith(BEGINNING))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
