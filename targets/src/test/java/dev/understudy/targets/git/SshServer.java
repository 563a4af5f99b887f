package dev.understudy.targets.git;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A server of ssh on loopback, into which one key leads. */
final class SshServer implements AutoCloseable {

    private final Host host;
    private final Path folder;
    private final int port = LoopbackPorts.free();

    SshServer(Host host, Path folder) throws IOException {
        this.host = host;
        this.folder = Files.createDirectory(folder);
        for (String key : new String[] {"host", "operator"}) {
            host.require(Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve(key)));
        }
        Files.writeString(
                folder.resolve("known"), "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host.pub")));
        Files.createDirectories(Path.of("/run/sshd"));
        Files.writeString(folder.resolve("config"), """
                ListenAddress 127.0.0.1:%1$d
                HostKey %2$s/host
                AuthorizedKeysFile %2$s/operator.pub
                PidFile %2$s/pid
                StrictModes no
                UsePAM no
                """.formatted(port, folder));
        host.require(Command.of("/usr/sbin/sshd", "-f", folder.resolve("config"), "-E", folder.resolve("log"))
                .within(Duration.ofMinutes(1)));
    }

    int port() {
        return port;
    }

    /** The words with which the operator comes to it. */
    String client() {
        return "ssh -i " + folder.resolve("operator") + " -o IdentitiesOnly=yes -o BatchMode=yes -o UserKnownHostsFile="
                + folder.resolve("known") + " -o StrictHostKeyChecking=yes";
    }

    @Override
    public void close() throws IOException {
        host.require(Command.of("kill", Files.readString(folder.resolve("pid")).strip()));
    }
}
