package dev.understudy.targets.git;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.text.Sha256;
import dev.understudy.targets.host.Credentials;
import dev.understudy.targets.host.Host;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Repositories that a file of another repository names, as a {@code requirements.txt} does. A committer's word leads no further
 * than that of {@code .gitmodules}: to other servers, and to this machine only from a repository that is here itself.
 */
public final class NamedRepositories {

    /** What an address has before its repository's name, and what no name has. */
    private static final Pattern AROUND = Pattern.compile("^.*[/:]|[^A-Za-z0-9._-]");

    private final Host host;
    private final Path mirrors;
    private final GitWalls walls;

    /**
     * @param mirrors the folder of all mirrors
     */
    public NamedRepositories(Host host, Path mirrors, GitWalls walls) {
        this.host = host;
        this.mirrors = mirrors;
        this.walls = walls;
    }

    /**
     * What a revision of such a repository is now, fetched.
     *
     * @param by the address of the repository whose file names it
     * @param url as the file has it
     * @param revision a branch, tag, commit or reference; empty for what the repository has when nothing is asked for
     * @throws dev.understudy.model.fault.FaultException {@code git.leads-here}, {@code git.no-such-commit}, {@code git.unreachable},
     *     {@code git.bad-url}
     */
    public Fetched fetch(String by, String url, String revision) {
        RepositoryUrl parent = new RepositoryUrl(by);
        SubmoduleUrl from = new SubmoduleUrl(parent, parent);
        RepositoryUrl at = from.of(url)
                .orElseThrow(() -> Fault.refused("git.leads-here", Credentials.redacted(url), Credentials.redacted(url))
                        .exception());
        String name =
                AROUND.matcher(at.shown().replaceAll("(?:\\.git)?/*$", "")).replaceAll("");
        GitMirror mirror = new GitMirror(
                host,
                mirrors.resolve(".named-" + Sha256.of(at.shown()).substring(0, 16) + ".git"),
                name.isEmpty() ? "repository" : name,
                at.text(),
                walls,
                GitMirror.Wanted.of(
                                new Revision(revision).shortHash() ? GitMirror.Extent.WHOLE : GitMirror.Extent.ASKED)
                        .fromElsewhere(from.elsewhere(at)));
        String asked = revision.isEmpty() ? Revision.HEAD : revision;
        mirror.fetch(asked);
        return new Fetched(at.shown(), mirror.resolve(asked), mirror);
    }

    /**
     * A commit that is here.
     *
     * @param url where it comes from, without credentials
     * @param commit the full hash
     */
    public record Fetched(String url, String commit, Mirror mirror) {}
}
