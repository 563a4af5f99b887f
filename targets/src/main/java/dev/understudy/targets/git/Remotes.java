package dev.understudy.targets.git;

import dev.understudy.model.config.Aggregation.Merge;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.text.Sha256;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Credentials;
import dev.understudy.targets.host.Host;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Fetches into one mirror what several repositories have, with all its history: without that nothing can be merged. */
final class Remotes {

    private static final Duration FETCH_LIMIT = Duration.ofMinutes(30);

    /** Characters of git's words that are told. */
    private static final int WORDS = 1000;

    private final Host host;
    private final GitCommands git;
    private final RemoteCommands remote;
    private final String name;

    /** @param name the repository's in {@code understudy.yaml} */
    Remotes(Host host, GitCommands git, String name) {
        this.host = host;
        this.git = git;
        this.remote = new RemoteCommands(git);
        this.name = name;
    }

    /**
     * What a branch, tag, commit or reference is now, by its full hash. A branch counts before a tag of the same name.
     *
     * @throws FaultException {@code git.unreachable}, {@code git.no-such-commit}
     */
    String fetch(Merge merge) {
        Revision asked = new Revision(merge.revision());
        if (!asked.allowed()) {
            throw noSuchCommit(merge);
        }
        for (String wish : wishes(asked)) {
            CommandResult result = fetch(merge, List.of("+" + wish + ":" + room(merge)));
            if (result.succeeded()) {
                return resolve(merge);
            }
            if (!Fetches.NOT_THERE.matcher(result.err()).find()) {
                throw unreachable(merge, result.err().isBlank() ? result.out() : result.err())
                        .exception();
            }
        }
        if (!asked.hash() && !asked.shortHash()) {
            throw noSuchCommit(merge);
        }
        // Some servers give branches and tags alone, and none gives what is named in short.
        String all = room(merge) + "-";
        fetch(merge, List.of("+refs/heads/*:" + all + "heads/*", "+refs/tags/*:" + all + "tags/*"));
        String commit = commit(merge.revision()).orElseThrow(() -> noSuchCommit(merge));
        host.require(git.point(room(merge), commit));
        return commit;
    }

    /** What it was when it was fetched last. Throws {@code git.no-such-commit}. */
    String resolve(Merge merge) {
        return commit(room(merge)).orElseThrow(() -> noSuchCommit(merge));
    }

    /** As git-fetch(1) takes a name that is not whole, but a branch first. */
    private static List<String> wishes(Revision asked) {
        String text = asked.text();
        if (asked.hash() || text.equals(Revision.HEAD) || text.startsWith("refs/")) {
            return List.of(text);
        }
        return List.of("refs/heads/" + text, "refs/tags/" + text, "refs/" + text);
    }

    private static String room(Merge merge) {
        return "refs/understudy/remotes/"
                + Sha256.of(merge.url() + " " + merge.revision()).substring(0, 32);
    }

    private Optional<String> commit(String named) {
        return Optional.of(host.run(git.commit(named)))
                .filter(CommandResult::succeeded)
                .map(result -> result.out().strip());
    }

    private CommandResult fetch(Merge merge, List<String> references) {
        Command fetch = remote.fetch(new RepositoryUrl(merge.url()), references, FETCH_LIMIT);
        try {
            CommandResult result = host.run(fetch);
            if (result.err().contains(".lock': File exists")) {
                host.require(git.removeLocks());
                return host.run(fetch);
            }
            return result;
        } catch (FaultException failure) {
            if (failure.fault().code().equals("host.timed-out")) {
                throw unreachable(merge, "no end within " + FETCH_LIMIT.toSeconds() + " s")
                        .exception(failure);
            }
            throw failure;
        }
    }

    private Fault unreachable(Merge merge, String words) {
        String said = Credentials.redacted(words).strip();
        return Fault.refused(
                "git.unreachable",
                name,
                new RepositoryUrl(merge.url()).shown() + " (" + merge.shown() + ")",
                said.substring(Math.max(0, said.length() - WORDS)));
    }

    private FaultException noSuchCommit(Merge merge) {
        String shown = merge.shown().replaceAll("\\p{Cntrl}", "?");
        return Fault.usage("git.no-such-commit", name, shown).exception();
    }
}
