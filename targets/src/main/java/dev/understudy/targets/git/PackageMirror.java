package dev.understudy.targets.git;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Host;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Builds of Odoo that come as packages for Debian. Each becomes a commit of a repository that is here alone, so that two
 * are compared, kept and written out as any two commits are. The same file is the same commit wherever it is read.
 */
public final class PackageMirror extends MadeMirror {

    private static final Pattern PACKAGE = Pattern.compile("(.+\\.deb)(?:#sha256=([0-9a-f]{64}))?");

    private final PackageImport imported;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /**
     * @param mirror the repository's folder; made by the first {@link #fetch}
     * @param cache what is downloaded
     * @param name the repository's name in {@code understudy.yaml}
     * @param walls around git
     */
    public PackageMirror(Host host, Path mirror, Path cache, String name, GitWalls walls) {
        super(new GitMirror(host, mirror, name, mirror.toString(), walls, GitMirror.Extent.ASKED));
        this.imported = new PackageImport(
                host, new GitCommands(mirror.toAbsolutePath().normalize(), walls), cache.resolve("packages"));
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
    public void writeClone(String commit, String branch, Path folder) {
        export(commit, folder);
    }
}
