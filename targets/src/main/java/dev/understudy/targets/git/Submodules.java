package dev.understudy.targets.git;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.git.Mirror.Part;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Credentials;
import dev.understudy.targets.host.Host;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the submodules of a commit, and theirs, and fetches into the mirror the commits that they are pinned at. */
final class Submodules {

    private static final int DEEPEST = 8;
    private static final int MOST = 200;

    /** Characters of git's words that are told. */
    private static final int WORDS = 1000;

    private static final String LINK = ":000000 160000 ";
    private static final String KEY = "submodule.";

    private final Host host;
    private final GitCommands git;
    private final HistoryCommands history;
    private final RemoteCommands remote;
    private final Spool spool;
    private final String name;
    private final RepositoryUrl url;
    private final Duration fetchLimit;

    /**
     * @param name the repository's in {@code understudy.yaml}
     * @param url the repository's
     */
    Submodules(Host host, GitCommands git, Spool spool, String name, RepositoryUrl url, Duration fetchLimit) {
        this.host = host;
        this.git = git;
        this.history = new HistoryCommands(git);
        this.remote = new RemoteCommands(git);
        this.spool = spool;
        this.name = name;
        this.url = url;
        this.fetchLimit = fetchLimit;
    }

    /**
     * Each after what it lies in; their commits are in the mirror afterwards.
     *
     * @throws FaultException {@code git.submodule-unknown}, {@code git.submodule-address},
     *     {@code git.submodule-unreachable}, {@code git.submodules-too-many}
     */
    List<Part> of(String commit) {
        List<Part> parts = new ArrayList<>();
        walk(commit, "", url, parts, 0);
        return List.copyOf(parts);
    }

    private void walk(String commit, String folder, RepositoryUrl parent, List<Part> parts, int depth) {
        Map<String, String> pins = pins(commit);
        if (pins.isEmpty()) {
            return;
        }
        Map<String, String> addresses = addresses(commit);
        for (Map.Entry<String, String> pin : pins.entrySet()) {
            String path = folder + pin.getKey();
            if (depth == DEEPEST || parts.size() == MOST) {
                throw Fault.refused("git.submodules-too-many", name, path, MOST, DEEPEST)
                        .exception();
            }
            String said = addresses.get(pin.getKey());
            if (said == null) {
                throw Fault.refused("git.submodule-unknown", name, path, commit).exception();
            }
            SubmoduleUrl from = new SubmoduleUrl(parent, url);
            RepositoryUrl at = from.of(said).orElseThrow(() -> notFollowed(path, said));
            fetch(path, pin.getValue(), at, from.elsewhere(at));
            parts.add(new Part(path, at.shown(), pin.getValue()));
            walk(pin.getValue(), path + "/", at, parts, depth + 1);
        }
    }

    /** The commit of each submodule by its path. */
    private Map<String, String> pins(String commit) {
        Map<String, String> pins = new LinkedHashMap<>();
        String[] words = spool.text(file -> history.entries(commit, file)).split("\0", -1);
        // Pairs of ":000000 MODE 000… HASH A" and path.
        for (int i = 0; i + 1 < words.length; i += 2) {
            if (words[i].startsWith(LINK)) {
                pins.put(words[i + 1], words[i].split(" ", -1)[3]);
            }
        }
        return pins;
    }

    /** The address of each submodule by its path, as {@code .gitmodules} has it; none when that cannot be read. */
    private Map<String, String> addresses(String commit) {
        Map<String, String> paths = new LinkedHashMap<>();
        Map<String, String> urls = new LinkedHashMap<>();
        CommandResult result = host.run(history.submodules(commit));
        for (String setting : result.succeeded() ? result.out().split("\0", -1) : new String[0]) {
            int end = setting.indexOf('\n');
            int dot = end < 0 ? -1 : setting.lastIndexOf('.', end);
            if (!setting.startsWith(KEY) || dot < KEY.length()) {
                continue;
            }
            String one = setting.substring(KEY.length(), dot);
            String value = setting.substring(end + 1);
            switch (setting.substring(dot + 1, end)) {
                case "path" -> paths.put(one, value);
                case "url" -> urls.put(one, value);
                default -> {}
            }
        }
        Map<String, String> addresses = new LinkedHashMap<>();
        paths.forEach((one, path) -> {
            if (urls.containsKey(one)) {
                addresses.put(path, urls.get(one));
            }
        });
        return addresses;
    }

    private FaultException notFollowed(String path, String address) {
        return Fault.refused("git.submodule-address", name, path, Credentials.redacted(address))
                .exception();
    }

    private void fetch(String path, String pin, RepositoryUrl at, boolean elsewhere) {
        if (host.run(git.commit(GitCommands.pin(pin))).succeeded()) {
            return;
        }
        CommandResult result = tryFetch(path, pin, at, elsewhere, List.of("+" + pin + ":" + GitCommands.pin(pin)));
        if (!result.succeeded()) {
            // Some servers give branches and tags alone.
            String room = GitCommands.pin(pin) + "-";
            List<String> all = List.of("+refs/heads/*:" + room + "heads/*", "+refs/tags/*:" + room + "tags/*");
            tryFetch(path, pin, at, elsewhere, all);
            if (!host.run(git.keep(pin)).succeeded()) {
                throw unreachable(path, pin, at, result.err()).exception();
            }
        }
    }

    private CommandResult tryFetch(String path, String pin, RepositoryUrl at, boolean elsewhere, List<String> what) {
        try {
            Command fetch = remote.fetch(at, what, fetchLimit);
            CommandResult result = host.run(elsewhere ? RemoteCommands.elsewhere(fetch) : fetch);
            if (result.err().contains(RemoteCommands.HERE)) {
                throw notFollowed(path, at.text());
            }
            return result;
        } catch (FaultException failure) {
            if (failure.fault().code().equals("host.timed-out")) {
                throw unreachable(path, pin, at, "no end within " + fetchLimit.toSeconds() + " s")
                        .exception(failure);
            }
            throw failure;
        }
    }

    private Fault unreachable(String path, String pin, RepositoryUrl at, String words) {
        String said = Credentials.redacted(words).strip();
        return Fault.refused(
                "git.submodule-unreachable",
                name,
                path,
                at.shown(),
                pin,
                said.substring(Math.max(0, said.length() - WORDS)));
    }
}
