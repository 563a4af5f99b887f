package dev.understudy.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a committer, or whose repository it is, writes so that git runs a program or gives out a file of the machine. */
record HostileGit(HostileCanary canary) {

    /** Where a submodule is said to be, by the name of the attack. */
    Map<String, String> submodules() {
        return Map.of(
                "submodule-ext", "ext::touch " + canary.file("submodule-ext"),
                "submodule-option", "--upload-pack=touch " + canary.file("submodule-option"),
                "submodule-ssh", "ssh://-oProxyCommand=touch%20" + canary.file("submodule-ssh") + "/x",
                "submodule-file", "file:///root/secret",
                "submodule-folder", "/root/secret",
                "submodule-above", "../../../../../../root/secret",
                "submodule-loopback", "http://127.0.0.1:1/secret");
    }

    static void submodule(Path checkout, String address) throws IOException {
        String commit = git(checkout, "rev-parse", "HEAD");
        Files.writeString(
                checkout.resolve(".gitmodules"),
                "[submodule \"x\"]\n\tpath = x\n\turl = \"%s\"\n".formatted(address.replace("\"", "\\\"")));
        git(checkout, "update-index", "--add", "--cacheinfo", "160000," + commit + ",x");
        Files.createDirectories(checkout.resolve("x"));
    }

    static void linkOut(Path checkout) throws IOException {
        Files.createSymbolicLink(checkout.resolve("acme_sale_priority/shadow"), Path.of("/etc/shadow"));
    }

    /** Settings and hooks in a repository of this machine. */
    void poison(Path repository) throws IOException {
        String run = "touch " + canary.file("setting") + "; false";
        for (String setting : List.of(
                "core.fsmonitor",
                "core.sshCommand",
                "core.pager",
                "uploadpack.packObjectsHook",
                "filter.evil.clean",
                "filter.evil.smudge",
                "diff.evil.textconv",
                "merge.evil.driver")) {
            git(repository, "config", setting, run);
        }
        Path hooks = Path.of(git(repository, "rev-parse", "--absolute-git-dir")).resolve("hooks");
        Files.createDirectories(hooks);
        for (String hook : List.of("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc")) {
            Path file = hooks.resolve(hook);
            Files.writeString(file, "#!/bin/sh\ntouch " + canary.file("hook") + "\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
    }

    /** The attacks that succeed where somebody uses git without a thought. */
    static List<String> unwalled(Host host, Path folder) throws IOException {
        try (HostileCanary other = new HostileCanary(host)) {
            HostileGit hostile = new HostileGit(other);
            Path repository = folder.resolve("poisoned");
            Sources.create(repository, "Begin", checkout -> {
                Files.writeString(checkout.resolve(".gitattributes"), "* filter=evil\n");
                Files.writeString(checkout.resolve("x"), "x");
            });
            hostile.poison(repository);
            host.run(Command.of("git", "-C", repository, "status"));
            host.run(Command.of("git", "-C", repository, "checkout", "-q", "-b", "other"));
            host.run(Command.of(
                    "git",
                    "-c",
                    "protocol.ext.allow=always",
                    "ls-remote",
                    requireNonNull(hostile.submodules().get("submodule-ext"))));
            host.run(Command.of(
                    "sh",
                    "-c",
                    "git ls-remote "
                            + requireNonNull(hostile.submodules().get("submodule-option"))
                                    .replace(" ", "\\ ") + " " + repository));
            host.delete(repository);
            return other.sung();
        }
    }

    private static String git(Path folder, String... words) throws IOException {
        List<String> argv = new ArrayList<>(List.of("git", "-C", folder.toString()));
        argv.addAll(List.of(words));
        Process git = new ProcessBuilder(argv).redirectErrorStream(true).start();
        git.getOutputStream().close();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
