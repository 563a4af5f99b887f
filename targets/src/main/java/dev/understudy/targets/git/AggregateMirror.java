package dev.understudy.targets.git;

import dev.understudy.model.config.Aggregation;
import dev.understudy.model.config.Aggregation.Merge;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository that is put together of several branches. What comes of them is a commit that is in the mirror alone, and the
 * same wherever and whenever the same commits are put together.
 */
public final class AggregateMirror extends MadeMirror {

    /** What was put together last. */
    private static final String LAST = "refs/understudy/aggregated";

    private static final Pattern LINE = Pattern.compile("(?m)^([0-9a-f]{40}) (\\S+ \\S+)$");

    private final Host host;
    private final Aggregation aggregation;
    private final GitCommands git;
    private final HistoryCommands history;
    private final Remotes remotes;
    private final Merging merging;
    private final ReentrantLock writing = new ReentrantLock();

    /**
     * @param mirror the bare repository's folder; made by the first {@link #fetch}
     * @param name the repository's name in {@code understudy.yaml}
     * @param walls around git
     * @throws dev.understudy.model.fault.FaultException {@code git.bad-name}, {@code git.bad-url}
     */
    public AggregateMirror(Host host, Path mirror, String name, Aggregation aggregation, GitWalls walls) {
        this.host = host;
        this.aggregation = aggregation;
        super(new GitMirror(host, mirror, name, aggregation.url(), walls, GitMirror.Extent.ASKED));
        this.git = new GitCommands(mirror.toAbsolutePath().normalize(), walls);
        this.history = new HistoryCommands(git);
        this.remotes = new Remotes(host, git, name);
        this.merging = new Merging(host, git, name);
    }

    /**
     * {@inheritDoc}
     *
     * @param revision the aggregation's target for all that it is made of; a commit that was made so before; or what the first
     *     remote has, alone
     * @throws dev.understudy.model.fault.FaultException {@code git.unreachable}, {@code git.no-such-commit},
     *     {@code git.merge-conflict}, {@code git.merge-failed}
     */
    @Override
    public void fetch(String revision) {
        writing.lock();
        try {
            host.require(git.init());
            if (revision.equals(aggregation.target())) {
                aggregate();
            } else if (!there(revision)) {
                remotes.fetch(first(revision));
            }
        } finally {
            writing.unlock();
        }
    }

    private void aggregate() {
        List<Merged> merged = new ArrayList<>();
        for (Merge merge : aggregation.merges()) {
            merged.add(new Merged(merge.shown(), remotes.fetch(merge)));
        }
        String made = merging.merge(merged);
        host.require(git.point(LAST, made));
        if (merged.size() > 1) {
            host.require(git.point(made(made), made));
        }
        // It has this one, so nothing is fetched: what an earlier run was killed over is cleared away.
        commits.fetch(made);
    }

    /** What keeps a commit that was put together here. */
    private static String made(String commit) {
        return "refs/understudy/made/" + commit;
    }

    private boolean there(String revision) {
        return new Revision(revision).hash() && host.run(git.commit(revision)).succeeded();
    }

    private Merge first(String revision) {
        Merge base = aggregation.merges().getFirst();
        return new Merge(base.remote(), base.url(), revision);
    }

    @Override
    public String resolve(String revision) {
        if (revision.equals(aggregation.target())) {
            return commits.resolve(commit(LAST).orElse(revision));
        }
        return there(revision) ? commits.resolve(revision) : remotes.resolve(first(revision));
    }

    private Optional<String> commit(String name) {
        return Optional.of(host.run(git.commit(name)))
                .filter(CommandResult::succeeded)
                .map(result -> result.out().strip());
    }

    @Override
    public List<Merged> merged(String commit) {
        if (!ours(commit)) {
            return List.of();
        }
        Matcher lines = LINE.matcher(host.require(history.message(commit)).out());
        List<Merged> merged = new ArrayList<>();
        while (lines.find()) {
            merged.add(new Merged(lines.group(2), lines.group(1)));
        }
        return List.copyOf(merged);
    }

    private boolean ours(String commit) {
        return new Revision(commit).hash() && commit(made(commit)).isPresent();
    }

    /** {@inheritDoc} What was put together of the same branches before is in neither of their histories. */
    @Override
    public boolean has(String head, String commit) {
        return log(head, commit).stream().allMatch(one -> ours(one.hash()));
    }

    @Override
    public void writeClone(String commit, String branch, Path folder) {
        commits.writeClone(commit, branch, folder);
    }
}
