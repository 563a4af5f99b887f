package dev.understudy.targets.git;

import dev.understudy.targets.git.Mirror.Part;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Commits as they look when everything that belongs to them is in its place: for a commit with submodules the mirror has a
 * second one, whose tree holds theirs. It is the same wherever and whenever it is made.
 */
final class WholeCommits {

    private final Host host;
    private final GitCommands git;
    private final HistoryCommands history;
    private final IndexCommands commits;
    private final Submodules submodules;
    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final Map<String, List<Part>> completed = new ConcurrentHashMap<>();

    WholeCommits(Host host, GitCommands git, Submodules submodules) {
        this.host = host;
        this.git = git;
        this.history = new HistoryCommands(git);
        this.commits = new IndexCommands(git);
        this.submodules = submodules;
    }

    /** Makes everything of a commit be in the mirror, and answers with what it consists of beside itself. */
    List<Part> complete(String commit) {
        List<Part> before = completed.get(commit);
        if (before != null) {
            return before;
        }
        List<Part> parts = submodules.of(commit);
        if (!parts.isEmpty() && there(commit).isEmpty()) {
            host.require(git.keepWhole(commit, graft(commit, parts)));
            known.remove(commit);
        }
        completed.put(commit, parts);
        return parts;
    }

    /** The commit whose tree holds everything; the commit itself when it has all, or was not completed yet. */
    String of(String commit) {
        return known.computeIfAbsent(commit, one -> there(one).orElse(one));
    }

    private Optional<String> there(String commit) {
        return Optional.of(host.run(git.commit(GitCommands.whole(commit))))
                .filter(CommandResult::succeeded)
                .map(result -> result.out().strip());
    }

    private String graft(String commit, List<Part> parts) {
        Path index = git.mirror().resolveSibling("." + git.mirror().getFileName() + ".index");
        host.delete(index);
        try {
            host.require(commits.readTree(index, commit));
            for (Part part : parts) {
                host.require(commits.removeEntry(index, part.path()));
                host.require(commits.readTreeAt(index, part.path(), part.commit()));
            }
            String tree = out(commits.writeTree(index));
            return out(commits.commitTree(tree, commit, out(history.seconds(commit))));
        } finally {
            host.delete(index);
        }
    }

    private String out(Command command) {
        return host.require(command).out().strip();
    }
}
