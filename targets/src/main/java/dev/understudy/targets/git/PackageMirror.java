package dev.understudy.targets.git;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Host;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Builds of Odoo that come as packages for Debian. Each becomes a commit of a repository that is here alone, so that two
 * are compared, kept and written out as any two commits are. The same file is the same commit wherever it is read.
 */
public final class PackageMirror implements Mirror {

    private static final Pattern PACKAGE = Pattern.compile("(.+\\.deb)(?:#sha256=([0-9a-f]{64}))?");

    private final GitMirror commits;
    private final PackageImport imported;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /**
     * @param mirror the repository's folder; made by the first {@link #fetch}
     * @param cache what is downloaded
     * @param name the repository's name in {@code understudy.yaml}
     * @param walls around git
     */
    public PackageMirror(Host host, Path mirror, Path cache, String name, GitWalls walls) {
        this.commits = new GitMirror(host, mirror, name, mirror.toString(), walls, GitMirror.Extent.ASKED);
        this.imported = new PackageImport(
                host, new GitCommands(mirror.toAbsolutePath().normalize(), walls), cache.resolve("packages"));
    }

    @Override
    public String name() {
        return commits.name();
    }

    /**
     * {@inheritDoc}
     *
     * @param revision a package by path or address, with {@code #sha256=} and its checksum or without; or the version or
     *     the commit of one that was here before
     * @throws dev.understudy.model.fault.FaultException {@code package.not-there}, {@code package.unreachable},
     *     {@code package.differs}, {@code package.no-odoo}
     */
    @Override
    public void fetch(String revision) {
        var named = PACKAGE.matcher(revision);
        if (named.matches()) {
            String sum = named.group(2) == null ? "" : named.group(2);
            known.put(revision, imported.commit(named.group(1), sum));
        } else if (revision.startsWith("/") || revision.contains("://")) {
            throw Fault.usage("package.not-there", revision).exception();
        }
    }

    @Override
    public String resolve(String revision) {
        String commit = known.get(revision);
        return commit == null ? commits.resolve(revision) : commit;
    }

    @Override
    public List<Part> complete(String commit) {
        return commits.complete(commit);
    }

    @Override
    public List<Commit> log(String from, String to) {
        return commits.log(from, to);
    }

    @Override
    public <T> T diff(String from, String to, Collection<String> without, Function<Reader, T> reader) {
        return commits.diff(from, to, without, reader);
    }

    @Override
    public List<String> files(String commit) {
        return commits.files(commit);
    }

    @Override
    public String file(String commit, String path) {
        return commits.file(commit, path);
    }

    @Override
    public Map<String, String> texts(String commit, Collection<String> paths) {
        return commits.texts(commit, paths);
    }

    @Override
    public List<String> pointers(String commit) {
        return commits.pointers(commit);
    }

    @Override
    public void export(String commit, Path folder) {
        commits.export(commit, folder);
    }

    @Override
    public void writeClone(String commit, String branch, Path folder) {
        export(commit, folder);
    }
}
