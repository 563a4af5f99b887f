package dev.understudy.targets.git;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.git.Mirror.Merged;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Merges commits of one mirror, one after the other, into one that names them all. */
final class Merging {

    private static final int CONFLICT = 1;

    /** Files of a conflict that are told. */
    private static final int NAMED = 30;

    /** Characters of a hash that people read. */
    private static final int SHORT = 7;

    /** Characters of git's words that are told. */
    private static final int WORDS = 1000;

    private final Host host;
    private final GitCommands git;
    private final HistoryCommands history;
    private final MergeCommands merges;
    private final String name;

    /** @param name the repository's in {@code understudy.yaml} */
    Merging(Host host, GitCommands git, String name) {
        this.host = host;
        this.git = git;
        this.history = new HistoryCommands(git);
        this.merges = new MergeCommands(git);
        this.name = name;
    }

    /**
     * The commit that has all of them, by its full hash: the one itself when there is but one. Its time is that of the
     * youngest.
     *
     * @throws dev.understudy.model.fault.FaultException {@code git.merge-conflict}, {@code git.merge-failed}
     */
    String merge(List<Merged> all) {
        String first = all.getFirst().commit();
        if (all.size() == 1) {
            return first;
        }
        long youngest = all.stream()
                .mapToLong(one -> Long.parseLong(out(history.seconds(one.commit()))))
                .max()
                .orElseThrow();
        String seconds = Long.toString(youngest);
        Set<String> parents = new LinkedHashSet<>(List.of(first));
        String soFar = first;
        for (Merged next : all.subList(1, all.size())) {
            if (host.run(merges.isIn(next.commit(), soFar)).succeeded()) {
                continue;
            }
            parents.add(next.commit());
            String tree = tree(soFar, next);
            // git merges commits: this one says which ones are in the tree, and is nobody's afterwards.
            soFar = out(merges.commitOf(tree, List.of(soFar, next.commit()), next.what(), seconds));
        }
        return out(merges.commitOf(out(git.tree(soFar)), List.copyOf(parents), message(all), seconds));
    }

    private String tree(String ours, Merged theirs) {
        CommandResult result = host.run(merges.mergeTree(ours, theirs.commit()));
        List<String> words = Stream.of(result.out().split("\0", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        if (result.exitCode() == CONFLICT && words.size() > 1) {
            throw Fault.refused("git.merge-conflict", name, shown(theirs), conflicts(words))
                    .exception();
        }
        if (!result.succeeded()) {
            String said = result.err().strip();
            throw Fault.refused(
                            "git.merge-failed", name, shown(theirs), said.substring(Math.max(0, said.length() - WORDS)))
                    .exception();
        }
        return words.getFirst();
    }

    private static String conflicts(List<String> words) {
        List<String> paths = words.stream().skip(1).distinct().toList();
        return paths.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (paths.size() > NAMED ? ", … +" + (paths.size() - NAMED) : "");
    }

    private static String shown(Merged one) {
        return one.what() + " (" + one.commit().substring(0, SHORT) + ")";
    }

    private static String message(List<Merged> all) {
        List<String> lines = new ArrayList<>();
        lines.add("Put together of " + all.stream().map(Merging::shown).collect(Collectors.joining(", ")));
        lines.add("");
        all.forEach(one -> lines.add(one.commit() + " " + one.what()));
        return String.join("\n", lines);
    }

    private String out(Command command) {
        return host.require(command).out().strip();
    }
}
