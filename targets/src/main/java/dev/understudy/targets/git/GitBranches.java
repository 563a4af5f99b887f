package dev.understudy.targets.git;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.method.Promotion;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Credentials;
import dev.understudy.targets.host.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Branches that are moved with git's command line, from a mirror that has all of the repository. */
public final class GitBranches implements Branches {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** Commits that are named in a line. */
    private static final int NAMED = 5;

    /** Characters of the server's words that are told. */
    private static final int WORDS = 600;

    private final Host host;
    private final Mirror mirror;
    private final GitCommands git;
    private final HistoryCommands history;
    private final RemoteCommands remote;
    private final BranchCommands commands;
    private final RepositoryUrl url;
    private final Supplier<String> key;

    /**
     * Branches of a repository that has a mirror.
     *
     * @param host where the mirror is, and where it pushes from
     * @param folder the mirror's, a bare repository
     * @param url where it comes from, as git takes it, or an absolute path
     * @param walls around git
     * @param key opens the branches that {@link #protect} closes
     */
    public GitBranches(Host host, Mirror mirror, Path folder, String url, GitWalls walls, Supplier<String> key) {
        this.host = host;
        this.mirror = mirror;
        this.git = new GitCommands(folder.toAbsolutePath().normalize(), walls);
        this.history = new HistoryCommands(git);
        this.remote = new RemoteCommands(git);
        this.commands = new BranchCommands(git);
        this.url = new RepositoryUrl(url);
        this.key = key;
    }

    @Override
    public void fetch() {
        mirror.fetch(Revision.HEAD);
    }

    @Override
    public String head(String branch) {
        CommandResult found = host.run(git.commit("refs/heads/" + branch));
        return found.succeeded() ? found.out().strip() : "";
    }

    @Override
    public int count(String without, String in) {
        return mirror.log(without, in).size();
    }

    /** Whether a commit has all that another has. */
    private boolean contains(String commit, String other) {
        return host.run(commands.ancestor(other, commit)).succeeded();
    }

    @Override
    public Move towards(String branch, String commit, Promotion promotion, String subject) {
        fetch();
        String head = head(branch);
        if (head.isEmpty()) {
            return new Move(branch, "", commit);
        }
        if (promotion == Promotion.NONE || contains(head, commit)) {
            return new Move(branch, head, head);
        }
        boolean forward = contains(commit, head);
        if (promotion == Promotion.MERGE && (forward || bringsNothing(head, commit))) {
            String seconds = host.require(history.seconds(commit)).out().strip();
            Command merge = commands.merge(tree(commit), head, commit, subject, seconds);
            return new Move(branch, head, host.require(merge).out().strip());
        }
        if (!forward) {
            List<Mirror.Commit> lacking = mirror.log(commit, head);
            throw Fault.refused("git.diverged", mirror.name(), branch, lacking.size(), named(lacking))
                    .exception();
        }
        if (promotion == Promotion.LINEAR) {
            requireLinear(branch, head, commit);
        }
        return new Move(branch, head, commit);
    }

    /** A branch onto which others were merged has commits that change nothing which the release does not have. */
    private boolean bringsNothing(String head, String commit) {
        CommandResult merged = host.run(commands.mergeTrees(head, commit));
        return merged.succeeded() && merged.out().strip().equals(tree(commit));
    }

    private String tree(String commit) {
        return host.require(commands.tree(commit)).out().strip();
    }

    private void requireLinear(String branch, String head, String commit) {
        String merge = host.require(commands.merges(head, commit)).out().strip();
        if (!merge.isEmpty()) {
            throw Fault.refused("git.not-linear", mirror.name(), branch, merge).exception();
        }
    }

    private static String named(List<Mirror.Commit> commits) {
        String named = commits.stream()
                .limit(NAMED)
                .map(commit -> commit.hash().substring(0, 10) + " " + commit.subject() + " (" + commit.author() + ")")
                .collect(Collectors.joining("; "));
        return commits.size() > NAMED ? named + "; …" : named;
    }

    @Override
    public Move rebased(String branch, String onto) {
        String head = head(branch);
        if (head.isEmpty() || contains(head, onto)) {
            return new Move(branch, head, head);
        }
        String base = onto;
        for (String commit : lines(host.require(commands.own(onto, head)).out())) {
            base = picked(branch, commit, base);
        }
        return new Move(branch, head, base);
    }

    private String picked(String branch, String commit, String base) {
        // git before 2.40 takes no base for a merge: a commit that stands on the one before this has the other's files.
        String parent = host.require(commands.parent(commit)).out().strip();
        String seconds = host.require(history.seconds(commit)).out().strip();
        String ours = host.require(commands.standIn(tree(base), parent, seconds))
                .out()
                .strip();
        CommandResult merged = host.run(commands.mergeTrees(ours, commit));
        List<String> said = lines(merged.out());
        if (merged.exitCode() == 1) {
            throw Fault.refused(
                            "git.rebase-conflict",
                            mirror.name(),
                            branch,
                            commit.substring(0, 10),
                            String.join(", ", said.subList(1, said.size())))
                    .exception();
        }
        if (!merged.succeeded()) {
            throw Fault.failed("git.push-failed", mirror.name(), url.shown(), told(merged))
                    .exception();
        }
        if (said.getFirst().equals(tree(base))) {
            return base;
        }
        List<String> written =
                List.of(host.require(commands.details(commit)).out().split("\0", 4));
        return host.require(commands.again(said.getFirst(), base, written, seconds))
                .out()
                .strip();
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }

    @Override
    public boolean moved(Move move) {
        fetch();
        return head(move.branch()).equals(move.to());
    }

    @Override
    public void push(List<Move> moves, boolean rehearse) {
        List<Move> real = moves.stream().filter(move -> !move.nothing()).toList();
        if (real.isEmpty()) {
            return;
        }
        List<String> options = new ArrayList<>(rehearse ? List.of("--dry-run") : List.of());
        List<String> references = new ArrayList<>();
        for (Move move : real) {
            // A plus before the reference would count for more than what it is expected to stand at.
            options.add("--force-with-lease=refs/heads/" + move.branch() + ":" + move.from());
            references.add(move.to() + ":refs/heads/" + move.branch());
        }
        CommandResult result = host.run(pushing(options, references));
        if (!result.succeeded()) {
            throw refused(real, result);
        }
    }

    private FaultException refused(List<Move> moves, CommandResult result) {
        String branches = moves.stream().map(Move::branch).collect(Collectors.joining(", "));
        String said = told(result);
        if (result.out().contains("(stale info)") || result.err().contains("cannot lock ref")) {
            return Fault.refused("git.branch-moved", mirror.name(), branches).exception();
        }
        boolean declined = result.out().contains("[remote rejected]");
        return Fault.refused(
                        declined ? "git.push-refused" : "git.push-failed",
                        mirror.name(),
                        declined ? branches : url.shown(),
                        said)
                .exception();
    }

    /** What the server says of it, and git of each branch. */
    private static String told(CommandResult result) {
        String said = Stream.concat(result.err().lines(), result.out().lines().filter(line -> line.startsWith("!")))
                .map(line ->
                        line.replaceFirst("^remote: *", "").replace('\t', ' ').strip())
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
        String shown = Credentials.redacted(said);
        return shown.substring(Math.max(0, shown.length() - WORDS));
    }

    /** Only a hook on this machine is told the key: to another machine it would be one word more that can be overheard. */
    private Command pushing(List<String> options, List<String> references) {
        Optional<ServedFolder> folder = folder();
        Command push = remote.push(
                url, options, references, folder.map(ServedFolder::owner).orElse(List.of()), LIMIT);
        return folder.isPresent() ? push.withSecret(BranchHook.KEY, key.get()) : push;
    }

    private Optional<ServedFolder> folder() {
        return url.folder().filter(host::exists).map(path -> new ServedFolder(host, path));
    }

    @Override
    public void protect(List<String> branches) {
        hook().install(branches, key.get());
    }

    @Override
    public boolean unprotect() {
        return hook().remove();
    }

    @Override
    public List<String> guarded() {
        return folder().filter(ServedFolder::bare)
                .map(folder -> new BranchHook(folder, mirror.name()).branches())
                .orElse(List.of());
    }

    private BranchHook hook() {
        ServedFolder served = folder().filter(ServedFolder::bare)
                .orElseThrow(() -> Fault.refused("git.hook-out-of-reach", mirror.name(), url.shown())
                        .exception());
        return new BranchHook(served, mirror.name());
    }
}
