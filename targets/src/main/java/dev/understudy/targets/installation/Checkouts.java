package dev.understudy.targets.installation;

import dev.understudy.model.audit.AuditReport.Checkout;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Git checkouts of somebody else. Their files are read; git itself is asked only what has changed, as the user who owns
 * the checkout, since a repository's settings can name programs to run.
 */
final class Checkouts {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Pattern REMOTE = Pattern.compile("\\[remote \"origin\"\\][^\\[]*?\\burl\\s*=\\s*(\\S+)");
    private static final Pattern LOGIN = Pattern.compile("(?<=://)[^/@\\s]*@");

    private final Place place;
    private final Host host;
    private final Map<String, Optional<Checkout>> known = new HashMap<>();

    Checkouts(Place place, Host host) {
        this.place = place;
        this.host = host;
    }

    /** The checkout that a folder belongs to. */
    Optional<Checkout> of(String folder) {
        for (Path up = Path.of("/").resolve(folder); up != null; up = up.getParent()) {
            String root = up.toString();
            if (place.exists(root + "/.git")) {
                return known.computeIfAbsent(root, this::read);
            }
        }
        return Optional.empty();
    }

    private Optional<Checkout> read(String root) {
        Optional<String> git = directory(root);
        if (git.isEmpty()) {
            return Optional.empty();
        }
        String common = common(git.get());
        String head = place.text(git.get() + "/HEAD").orElse("").strip();
        String branch = head.startsWith("ref: refs/heads/") ? head.substring("ref: refs/heads/".length()) : "";
        String commit =
                branch.isEmpty() ? head : ref(common, "refs/heads/" + branch).orElse("");
        Matcher remote = REMOTE.matcher(place.text(common + "/config").orElse(""));
        String url = remote.find() ? LOGIN.matcher(remote.group(1)).replaceFirst("") : "";
        Optional<String> pushed = branch.isEmpty() ? Optional.empty() : ref(common, "refs/remotes/origin/" + branch);
        return Optional.of(new Checkout(
                root,
                url,
                branch,
                commit,
                changed(root).orElse(null),
                pushed.map(seen -> !seen.equals(commit)).orElse(null)));
    }

    /** {@code .git} is a folder, or in a submodule and a worktree a file that says where it is. */
    private Optional<String> directory(String root) {
        String git = root + "/.git";
        if (place.isDirectory(git)) {
            return Optional.of(git);
        }
        return place.text(git)
                .filter(text -> text.startsWith("gitdir: "))
                .map(text -> Path.of(root)
                        .resolve(text.substring(8).strip())
                        .normalize()
                        .toString())
                .filter(place::isDirectory);
    }

    private String common(String git) {
        return place.text(git + "/commondir")
                .map(text -> Path.of(git).resolve(text.strip()).normalize().toString())
                .orElse(git);
    }

    private Optional<String> ref(String common, String name) {
        Optional<String> loose = place.text(common + "/" + name).map(String::strip);
        if (loose.isPresent()) {
            return loose;
        }
        return place.text(common + "/packed-refs")
                .orElse("")
                .lines()
                .filter(line -> line.endsWith(" " + name))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst();
    }

    /** How many files differ from the commit; nothing where git cannot be asked. */
    private Optional<Integer> changed(String root) {
        Path folder = place.at(root);
        if (!place.equals(Place.HERE)) {
            return Optional.empty();
        }
        try {
            String owner = Files.getOwner(folder.resolve(".git")).getName();
            List<String> argv = new ArrayList<>();
            if (!owner.equals(System.getProperty("user.name"))) {
                if (!host.root()) {
                    return Optional.empty();
                }
                argv.addAll(Door.visiting(owner));
            }
            argv.addAll(List.of(
                    "git",
                    "--no-optional-locks",
                    "-c",
                    "core.fsmonitor=false",
                    "-c",
                    "core.hooksPath=/dev/null",
                    "-C",
                    folder.toString(),
                    "status",
                    "--porcelain",
                    "--ignore-submodules=dirty"));
            CommandResult result = host.run(Command.of(argv).within(LONGEST));
            return result.succeeded() ? Optional.of((int) result.out().lines().count()) : Optional.empty();
        } catch (IOException | dev.understudy.model.fault.FaultException notAsked) {
            return Optional.empty();
        }
    }
}
