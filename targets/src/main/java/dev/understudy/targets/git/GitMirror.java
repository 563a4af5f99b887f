package dev.understudy.targets.git;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.CommandResult;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A bare mirror, kept with git's command line. Commits that a forced push or a deleted branch left behind stay in it.
 * Threads may share one; make only one per mirror.
 */
public final class GitMirror implements Mirror {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

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
    private final Wanted wanted;
    private final GitCommands git;
    private final HistoryCommands history;
    private final Fetches fetches;
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
        this(host, mirror, name, url, walls, Wanted.of(extent));
    }

    GitMirror(Host host, Path mirror, String name, String url, GitWalls walls, Wanted wanted) {
        if (!NAME.matcher(name).matches()) {
            throw Fault.usage("git.bad-name", name).exception();
        }
        this.host = host;
        this.name = name;
        this.url = new RepositoryUrl(url);
        this.wanted = wanted;
        this.git = new GitCommands(mirror.toAbsolutePath().normalize(), walls);
        this.history = new HistoryCommands(git);
        this.spool = new Spool(host, git, wanted.textLimit());
        this.fetches = new Fetches(host, git, name, this.url, wanted);
        this.exports = new TreeExport(host, git, spool, name);
        this.wholes =
                new WholeCommits(host, git, new Submodules(host, git, spool, name, this.url, wanted.fetchLimit()));
    }

    /**
     * What of a repository is wanted, and how it is fetched.
     *
     * @param elsewhere whether a committer has named it: then it does not come from this machine, which would be a way round
     * @param fetchLimit how long a fetch may take
     * @param textLimit in bytes, of what git says of it at once
     */
    record Wanted(Extent extent, boolean elsewhere, Duration fetchLimit, long textLimit) {

        /** A first fetch of a big repository over a slow line. */
        private static final Duration FETCH_LIMIT = Duration.ofMinutes(30);

        static Wanted of(Extent extent) {
            return new Wanted(extent, false, FETCH_LIMIT, Spool.LIMIT);
        }

        Wanted fromElsewhere(boolean named) {
            return new Wanted(extent, named, fetchLimit, textLimit);
        }

        Wanted within(Duration limit, long bytes) {
            return new Wanted(extent, elsewhere, limit, bytes);
        }
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
            switch (wanted.extent()) {
                case WHOLE -> fetches.whole();
                case ASKED -> fetchAlone(revision);
            }
        } finally {
            writing.unlock();
        }
    }

    private void fetchAlone(String revision) {
        Revision asked = new Revision(revision);
        if (!asked.allowed()) {
            throw noSuchCommit(revision);
        }
        // A commit that is there already is not asked for again.
        if (asked.hash() && host.run(git.commit(revision)).succeeded()) {
            return;
        }
        if (fetches.alone(asked)) {
            host.require(git.keep(resolve(revision)));
        } else if (!asked.shortHash()) {
            throw noSuchCommit(revision);
        }
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
        return Optional.of(host.run(history.seconds(commit)))
                .filter(CommandResult::succeeded)
                .map(result -> result.out().strip())
                .filter(seconds -> !seconds.isEmpty())
                .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)));
    }

    @Override
    public List<Commit> log(String from, String to) {
        String older = resolveOrNothing(from);
        String newer = resolve(to);
        return new LoggedCommits(url.text()).read(spool.text(file -> history.log(older, newer, file)));
    }

    @Override
    public <T> T diff(String from, String to, Collection<String> without, Function<Reader, T> reader) {
        String older = from.isEmpty() ? "" : whole(from);
        String newer = whole(to);
        return spool.read(file -> history.diff(older, newer, without, file), reader);
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
            known = Stream.of(spool.text(file -> history.paths(hash, file)).split("\0"))
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
                .map(given -> host.run(history.size(hash, given)))
                .filter(CommandResult::succeeded)
                .map(result -> Long.parseLong(result.out().strip()))
                .orElseThrow(() -> noSuchFile(path, hash));
        if (bytes > Host.OUTPUT_LIMIT) {
            throw Fault.failed("git.too-large", bytes >> 20, Host.OUTPUT_LIMIT >> 20)
                    .at(name + ":" + path)
                    .exception();
        }
        CommandResult blob = host.run(history.blob(hash, path));
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
        return asked.isEmpty()
                ? Map.of()
                : Blobs.read(hash, asked, spool.text(file -> history.blobs(hash, asked, file)));
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
