package dev.understudy.targets.git;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.text.Sha256;
import dev.understudy.targets.host.CommandResult;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a bare repository asks of each branch that is pushed (githooks(5), update): one of Understudy's, which keeps some
 * branches from all who do not have the key. Only the key's digest stands in it.
 */
record BranchHook(ServedFolder folder, String repository) {

    /** Where the key is, in the environment of who receives a push. */
    static final String KEY = "UNDERSTUDY_BRANCH_KEY";

    private static final String MARK = "# Understudy's: releases alone change these branches.";
    private static final String BRANCH = "# branch ";
    private static final String FILE = "hooks/update";

    void install(List<String> branches, String key) {
        requireOwn();
        String script = """
            #!/bin/sh
            %s "understudy branches --unprotect" takes this file away.
            %s
            case "$1" in
            %s) ;;
            *) exit 0 ;;
            esac
            [ "$(printf %%s "${%s:-}" | sha256sum | cut -d ' ' -f 1)" != %s ] || exit 0
            echo "Releases alone change ${1#refs/heads/}: understudy release promote RELEASE" >&2
            exit 1
            """.formatted(
                        MARK,
                        branches.stream().map(branch -> BRANCH + branch).collect(Collectors.joining("\n")),
                        branches.stream()
                                .map(branch -> "'refs/heads/" + branch.replace("'", "'\\''") + "'")
                                .collect(Collectors.joining(" | ")),
                        KEY,
                        Sha256.of(key));
        folder.host()
                .require(folder.asOwner(
                                "sh",
                                "-c",
                                "mkdir -p hooks && cat >\"$0.new\" && chmod 755 \"$0.new\" && mv -T \"$0.new\" \"$0\"",
                                FILE)
                        .withInput(script));
    }

    boolean remove() {
        if (text().isEmpty()) {
            return false;
        }
        requireOwn();
        folder.host().require(folder.asOwner("rm", "-f", "--", FILE));
        return true;
    }

    List<String> branches() {
        String text = text();
        return text.contains(MARK)
                ? text.lines()
                        .filter(line -> line.startsWith(BRANCH))
                        .map(line -> line.substring(BRANCH.length()))
                        .toList()
                : List.of();
    }

    /** A hook that is somebody's, or a folder of hooks that the repository has elsewhere, is not touched. */
    private void requireOwn() {
        CommandResult elsewhere =
                folder.host().run(folder.asOwner("git", "config", "--file", "config", "--get", "core.hooksPath"));
        String text = text();
        if (elsewhere.succeeded() || (!text.isEmpty() && !text.contains(MARK))) {
            throw Fault.refused(
                            "git.foreign-hook",
                            repository,
                            elsewhere.succeeded()
                                    ? elsewhere.out().strip()
                                    : folder.path().resolve(FILE))
                    .exception();
        }
    }

    private String text() {
        CommandResult read = folder.host().run(folder.asOwner("cat", "--", FILE));
        return read.succeeded() ? read.out() : "";
    }
}
