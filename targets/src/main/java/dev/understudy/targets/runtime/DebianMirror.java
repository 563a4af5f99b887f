package dev.understudy.targets.runtime;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import java.util.Optional;

/** Where Debian's packages come from, and what mmdebstrap says while it brings them. */
public final class DebianMirror {

    private DebianMirror() {}

    /**
     * What the host's own apt uses for Debian itself; security and backports have labels of their own.
     *
     * @throws dev.understudy.model.fault.FaultException {@code runtime.no-mirror}
     */
    public static String of(Host host) {
        Command ask = Command.of(
                "apt-get",
                "indextargets",
                "--format",
                "$(REPO_URI)",
                "Created-By: Packages",
                "Origin: Debian",
                "Label: Debian");
        Optional<String> known = firstLine(host.run(ask));
        if (known.isEmpty()) {
            host.run(Command.of("apt-get", "update", "-q"));
            known = firstLine(host.run(ask));
        }
        return known.orElseThrow(() -> Fault.failed("runtime.no-mirror").exception());
    }

    /** What people are told of a line of mmdebstrap's. */
    public static Optional<String> told(String line) {
        return line.startsWith("I: ") || line.startsWith("E: ") ? Optional.of(line.substring(3)) : Optional.empty();
    }

    private static Optional<String> firstLine(CommandResult result) {
        return result.out().lines().filter(line -> !line.isBlank()).findFirst();
    }
}
