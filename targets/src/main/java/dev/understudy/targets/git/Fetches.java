package dev.understudy.targets.git;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Credentials;
import dev.understudy.targets.host.Host;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings what a repository has into its mirror, and says why it cannot. Who calls holds the mirror. */
final class Fetches {

    /** What git says of a branch, a tag or a commit that the repository does not have, or does not give. */
    static final Pattern NOT_THERE =
            Pattern.compile("couldn't find remote ref|not our ref|unadvertised object|no such remote ref");

    /** What {@code speak.bash} says of a server that names another. */
    private static final Pattern SENT_ON = Pattern.compile("understudy: sent on to (\\S*)");

    /** Characters of git's words that are told. */
    private static final int WORDS = 1000;

    private final Host host;
    private final GitCommands git;
    private final RemoteCommands remote;
    private final String name;
    private final RepositoryUrl url;
    private final GitMirror.Wanted wanted;

    Fetches(Host host, GitCommands git, String name, RepositoryUrl url, GitMirror.Wanted wanted) {
        this.host = host;
        this.git = git;
        this.remote = new RemoteCommands(git);
        this.name = name;
        this.url = url;
        this.wanted = wanted;
    }

    /** All branches and tags. Throws {@code git.unreachable}, {@code git.leads-here}, {@code git.sent-on}. */
    void whole() {
        reached(performed(remote.fetch(url, wanted.fetchLimit())));
    }

    /**
     * What is meant by a name or a hash alone: a branch of that name before a tag, as everywhere.
     *
     * @return whether the repository has it, and gives it
     * @throws FaultException as {@link #whole}
     */
    boolean alone(Revision asked) {
        for (String wish : asked.wishes()) {
            Command fetch = remote.fetchAlone(url, wish, wanted.fetchLimit());
            CommandResult result = performed(fetch);
            if (result.err().contains("cannot lock ref")) {
                // What was a branch is a folder of branches now, or the other way round.
                host.require(git.update(host.require(git.deletions()).out()));
                result = performed(fetch);
            }
            if (result.succeeded()) {
                return true;
            }
            if (!NOT_THERE.matcher(result.err()).find()) {
                reached(result);
            }
        }
        return false;
    }

    private void reached(CommandResult result) {
        if (!result.succeeded()) {
            throw unreachable(result.err().isBlank() ? result.out() : result.err())
                    .exception();
        }
    }

    private CommandResult performed(Command fetch) {
        CommandResult result = tryFetch(fetch);
        if (result.err().contains(".lock': File exists")) {
            host.require(git.removeLocks());
            result = tryFetch(fetch);
        }
        return result;
    }

    private CommandResult tryFetch(Command fetch) {
        try {
            return host.run(wanted.elsewhere() ? RemoteCommands.elsewhere(fetch) : fetch);
        } catch (FaultException failure) {
            if (failure.fault().code().equals("host.timed-out")) {
                throw unreachable("no end within " + wanted.fetchLimit().toSeconds() + " s")
                        .exception(failure);
            }
            throw failure;
        }
    }

    private Fault unreachable(String words) {
        if (words.contains(RemoteCommands.HERE)) {
            return Fault.refused("git.leads-here", name, url.shown());
        }
        Matcher sentOn = SENT_ON.matcher(words);
        if (sentOn.find()) {
            return Fault.refused("git.sent-on", name, url.shown(), Credentials.redacted(sentOn.group(1)));
        }
        String said = Credentials.redacted(words).strip();
        return Fault.refused("git.unreachable", name, url.shown(), said.substring(Math.max(0, said.length() - WORDS)));
    }
}
