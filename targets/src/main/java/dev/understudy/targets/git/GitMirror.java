package dev.understudy.targets.git;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Credentials;
import dev.understudy.targets.host.Host;
import java.io.Reader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A bare mirror, kept with git's command line. Commits that a forced push or a deleted branch left behind stay in it.
 * Threads may share one; make only one per mirror.
 */
public final class GitMirror implements Mirror {

    /** A first fetch of a big repository over a slow line. */
    private static final Duration FETCH_LIMIT = Duration.ofMinutes(30);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** What git says of a branch, a tag or a commit that the repository does not have, or does not give. */
    static final Pattern NOT_THERE =
            Pattern.compile("couldn't find remote ref|not our ref|unadvertised object|no such remote ref");

    /** What {@code speak.bash} says of a server that names another. */
    private static final Pattern SENT_ON = Pattern.compile("understudy: sent on to (\\S*)");

    /** Characters of git's words that are told. */
    private static final int WORDS = 1000;

    /** How much of a repository a mirror has. */
    public enum Extent {
        /** All branches and tags with their history. */
        WHOLE,
        /** What was asked for, without history: that of a big repository is many times larger. */
        ASKED
    }

    /** Commits whose files are remembered: a release looks at two of each repository, several times. */
    private static final int LISTED = 4;

    private final Host host;
    private final String name;
    private final RepositoryUrl url;
    private final Extent extent;
    private final boolean elsewhere;
    private final Duration fetchLimit;
    private final GitCommands git;
    private final Spool spool;
    private final TreeExport exports;
    private final WholeCommits wholes;
    private final ReentrantLock writing = new ReentrantLock();

    /** Commits that were seen to be there, by their full hashes: none ever leaves the mirror. */
    private final Set<String> present = ConcurrentHashMap.newKeySet();

    /** What commits hold, which never changes: those that were asked for last. */
    private final Map<String, List<String>> listed = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
            return size() > LISTED;
        }
    });

    /**
     * @param host where the mirror is, and where it fetches from
     * @param mirror the bare repository's folder; made by the first {@link #fetch}
     * @param name the repository's name in {@code understudy.yaml}
     * @param url as git takes it, or an absolute path
     * @param walls around git
     * @throws FaultException {@code git.bad-name}, {@code git.bad-url}
     */
    public GitMirror(Host host, Path mirror, String name, String url, GitWalls walls) {
        this(host, mirror, name, url, walls, Extent.WHOLE);
    }

    /**
     * The same, of which no more is wanted than needed.
     *
     * @param extent how much of it is wanted
     * @throws FaultException {@code git.bad-name}, {@code git.bad-url}
     */
    public GitMirror(Host host, Path mirror, String name, String url, GitWalls walls, Extent extent) {
        this(host, mirror, name, url, walls, extent, FETCH_LIMIT, Spool.LIMIT);
    }

    /** One that a committer has named: of what was asked for, and not from this machine where that would be a way round. */
    GitMirror(
            Host host, Path mirror, String name, RepositoryUrl url, GitWalls walls, Extent extent, boolean elsewhere) {
        this(host, mirror, name, url.text(), walls, extent, elsewhere, FETCH_LIMIT, Spool.LIMIT);
    }

    GitMirror(
            Host host,
            Path mirror,
            String name,
            String url,
            GitWalls walls,
            Extent extent,
            Duration fetchLimit,
            long textLimit) {
        this(host, mirror, name, url, walls, extent, false, fetchLimit, textLimit);
    }

    private GitMirror(
            Host host,
            Path mirror,
            String name,
            String url,
            GitWalls walls,
            Extent extent,
            boolean elsewhere,
            Duration fetchLimit,
            long textLimit) {
        if (!NAME.matcher(name).matches()) {
            throw Fault.usage("git.bad-name", name).exception();
        }
        this.host = host;
        this.name = name;
        this.url = new RepositoryUrl(url);
        this.extent = extent;
        this.elsewhere = elsewhere;
        this.fetchLimit = fetchLimit;
        this.git = new GitCommands(mirror.toAbsolutePath().normalize(), walls);
        this.spool = new Spool(host, git, textLimit);
        this.exports = new TreeExport(host, git, name);
        this.wholes = new WholeCommits(host, git, new Submodules(host, git, spool, name, this.url, fetchLimit));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void fetch(String revision) {
        writing.lock();
        try {
            host.require(git.init());
            spool.clear();
            switch (extent) {
                case WHOLE -> reached(performed(git.fetch(url, fetchLimit)));
                case ASKED -> fetchAlone(revision);
            }
        } finally {
            writing.unlock();
        }
    }

    /** A branch of that name before a tag, as everywhere; a commit that is there already is not asked for again. */
    private void fetchAlone(String revision) {
        Revision asked = new Revision(revision);
        if (!asked.allowed()) {
            throw noSuchCommit(revision);
        }
        if (asked.hash() && host.run(git.commit(revision)).succeeded()) {
            return;
        }
        CommandResult last = null;
        for (String wish : asked.wishes()) {
            Command fetch = git.fetchAlone(url, wish, fetchLimit);
            CommandResult result = performed(fetch);
            if (result.err().contains("cannot lock ref")) {
                // What was a branch is a folder of branches now, or the other way round.
                host.require(git.update(host.require(git.deletions()).out()));
                result = performed(fetch);
            }
            if (result.succeeded()) {
                host.require(git.keep(resolve(revision)));
                return;
            }
            if (!NOT_THERE.matcher(result.err()).find()) {
                reached(result);
            }
            last = result;
        }
        if (last != null && !asked.shortHash()) {
            throw noSuchCommit(revision);
        }
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
            return host.run(elsewhere ? GitCommands.elsewhere(fetch) : fetch);
        } catch (FaultException failure) {
            if (failure.fault().code().equals("host.timed-out")) {
                throw unreachable("no end within " + fetchLimit.toSeconds() + " s")
                        .exception(failure);
            }
            throw failure;
        }
    }

    private Fault unreachable(String words) {
        if (words.contains(GitCommands.HERE)) {
            return Fault.refused("git.leads-here", name, url.shown());
        }
        Matcher sentOn = SENT_ON.matcher(words);
        if (sentOn.find()) {
            return Fault.refused("git.sent-on", name, url.shown(), Credentials.redacted(sentOn.group(1)));
        }
        String said = Credentials.redacted(words).strip();
        return Fault.refused("git.unreachable", name, url.shown(), said.substring(Math.max(0, said.length() - WORDS)));
    }

    @Override
    public String resolve(String revision) {
        requireMirror();
        Revision asked = new Revision(revision);
        if (!asked.allowed()) {
            throw noSuchCommit(revision);
        }
        if (present.contains(revision)) {
            return revision;
        }
        String commit = asked.names()
                .map(git::commit)
                .map(host::run)
                .filter(CommandResult::succeeded)
                .map(result -> result.out().strip())
                .findFirst()
                .orElseThrow(() -> noSuchCommit(revision));
        present.add(commit);
        return commit;
    }

    private FaultException noSuchCommit(String revision) {
        String shown = revision.replaceAll("\\p{Cntrl}", "?");
        return Fault.usage("git.no-such-commit", name, shown).exception();
    }

    private void requireMirror() {
        if (!host.exists(git.mirror().resolve("HEAD"))) {
            throw Fault.failed("git.no-mirror", name, git.mirror()).exception();
        }
    }

    @Override
    public List<Part> complete(String commit) {
        String hash = resolve(commit);
        writing.lock();
        try {
            return wholes.complete(hash);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public Optional<Instant> committed(String commit) {
        return Optional.of(host.run(git.seconds(commit)))
                .filter(CommandResult::succeeded)
                .map(result -> result.out().strip())
                .filter(seconds -> !seconds.isEmpty())
                .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)));
    }

    @Override
    public List<Commit> log(String from, String to) {
        String older = resolveOrNothing(from);
        String newer = resolve(to);
        return new LoggedCommits(url.text()).read(spool.text(file -> git.log(older, newer, file)));
    }

    @Override
    public <T> T diff(String from, String to, Collection<String> without, Function<Reader, T> reader) {
        String older = from.isEmpty() ? "" : whole(from);
        String newer = whole(to);
        return spool.read(file -> git.diff(older, newer, without, file), reader);
    }

    private String resolveOrNothing(String revision) {
        return revision.isEmpty() ? "" : resolve(revision);
    }

    private String whole(String revision) {
        return wholes.of(resolve(revision));
    }

    @Override
    public List<String> files(String commit) {
        String hash = whole(commit);
        List<String> known = listed.get(hash);
        if (known == null) {
            known = Stream.of(spool.text(file -> git.paths(hash, file)).split("\0"))
                    .filter(path -> !path.isEmpty())
                    .toList();
            listed.put(hash, known);
        }
        return known;
    }

    /**
     * {@inheritDoc}
     *
     * @throws FaultException {@code git.no-such-file}; {@code git.too-large} beyond {@link Host#OUTPUT_LIMIT} bytes
     */
    @Override
    public String file(String commit, String path) {
        String hash = whole(commit);
        long bytes = Optional.of(path)
                .filter(given -> given.indexOf('\0') < 0)
                .map(given -> host.run(git.size(hash, given)))
                .filter(CommandResult::succeeded)
                .map(result -> Long.parseLong(result.out().strip()))
                .orElseThrow(() -> noSuchFile(path, hash));
        if (bytes > Host.OUTPUT_LIMIT) {
            throw Fault.failed("git.too-large", bytes >> 20, Host.OUTPUT_LIMIT >> 20)
                    .at(name + ":" + path)
                    .exception();
        }
        CommandResult blob = host.run(git.blob(hash, path));
        if (!blob.succeeded()) {
            throw noSuchFile(path, hash);
        }
        return blob.out();
    }

    @Override
    public Map<String, String> texts(String commit, Collection<String> paths) {
        String hash = whole(commit);
        List<String> asked =
                paths.stream().filter(path -> path.indexOf('\n') < 0).toList();
        return asked.isEmpty() ? Map.of() : Blobs.read(hash, asked, spool.text(file -> git.blobs(hash, asked, file)));
    }

    @Override
    public List<String> pointers(String commit) {
        return new LfsPointers(host, git, this).at(whole(commit));
    }

    private FaultException noSuchFile(String path, String commit) {
        return Fault.failed("git.no-such-file", name, path.replace('\0', '?'), commit)
                .exception();
    }

    /**
     * {@inheritDoc}
     *
     * @throws FaultException as {@link #complete}; {@code git.link-outside} when a symbolic link leads out of the tree
     */
    @Override
    public void export(String commit, Path folder) {
        String hash = resolve(commit);
        writing.lock();
        try {
            if (host.exists(folder)) {
                return;
            }
            wholes.complete(hash);
            exports.write(wholes.of(hash), folder.toAbsolutePath().normalize());
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void writeClone(String commit, String branch, Path folder) {
        if (!new Revision(branch).allowed()) {
            throw noSuchCommit(branch);
        }
        String hash = resolve(commit);
        writing.lock();
        try {
            new WorkingClone(host, git, url).write(hash, branch, wholes.complete(hash), folder);
        } finally {
            writing.unlock();
        }
    }
}
