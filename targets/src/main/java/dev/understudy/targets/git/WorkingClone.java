package dev.understudy.targets.git;

import dev.understudy.targets.git.Mirror.Part;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Makes of a mirror a repository as {@code git clone} would have made it of where the mirror comes from. */
final class WorkingClone {

    private static final Duration LONG = Duration.ofMinutes(30);

    private final Host host;
    private final GitCommands mirror;
    private final RepositoryUrl url;

    WorkingClone(Host host, GitCommands mirror, RepositoryUrl url) {
        this.host = host;
        this.mirror = mirror;
        this.url = url;
    }

    /**
     * Writes it into a folder that is not there.
     *
     * @param commit a full hash, which becomes the branch's last
     * @param parts its submodules, each of which becomes a repository in its place
     */
    void write(String commit, String branch, List<Part> parts, Path folder) {
        // git owns the mirrors, and nothing else: it can write beside them alone.
        Path beside = mirror.mirror().resolveSibling("." + mirror.mirror().getFileName() + ".clone");
        host.delete(beside);
        try {
            GitCommands clone = begin(beside, url.shown());
            host.require(clone.fetchHere(
                            mirror.mirror(),
                            List.of(
                                    "+refs/heads/*:refs/remotes/origin/*",
                                    "+refs/tags/*:refs/tags/*",
                                    "+" + commit + ":refs/heads/" + branch))
                    .within(LONG)
                    .whileItMoves());
            host.require(clone.head(branch));
            host.require(clone.setting("branch." + branch + ".remote", "origin"));
            host.require(clone.setting("branch." + branch + ".merge", "refs/heads/" + branch));
            host.require(clone.checkOut(beside).within(LONG).whileItMoves());
            parts.stream().sorted(Comparator.comparing(Part::path)).forEach(part -> write(part, beside));
            host.require(Command.of("mkdir", "-p", "--", folder.resolveSibling(".")));
            host.require(Command.of("cp", "-a", "--no-preserve=ownership", "--reflink=auto", "-T", "--", beside, folder)
                    .within(LONG)
                    .whileItMoves());
        } finally {
            host.delete(beside);
        }
    }

    private void write(Part part, Path top) {
        Path folder = top.resolve(part.path());
        GitCommands clone = begin(folder, part.url());
        host.require(clone.fetchHere(mirror.mirror(), List.of(part.commit()))
                .within(LONG)
                .whileItMoves());
        host.require(clone.detach(part.commit()));
        host.require(clone.checkOut(folder).within(LONG).whileItMoves());
    }

    private GitCommands begin(Path folder, String from) {
        host.require(Command.of("mkdir", "-p", "--", folder).as(mirror.walls().user()));
        GitCommands clone = new GitCommands(folder.resolve(".git"), mirror.walls());
        host.require(clone.initTree(folder));
        host.require(clone.setting("remote.origin.url", from));
        host.require(clone.setting("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"));
        return clone;
    }
}
