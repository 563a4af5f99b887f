package dev.understudy.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is at the other end, by what the kernel knows. */
class PeerTest {

    @Test
    void aConnectionOfThisProcessIsOfItsUser() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            assertThat(new Peer().user(accepted.getPort(), accepted.getLocalPort()))
                    .hasValue(System.getProperty("user.name"));
            assertThat(client.getLocalPort()).isEqualTo(accepted.getPort());
            assertThat(new Peer().user(accepted.getPort(), 1)).isEmpty();
        }
    }

    /** Lines as a kernel gives them: the end that asks is uid 1001, the end that answers root's. */
    @Test
    void theEndThatAsksCountsAndNotTheOneThatAnswers(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("tcp"), """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:1F4A 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 1 1
                   1: 0100007F:C350 0100007F:1F4A 01 00000000:00000000 00:00000000 00000000  1001        0 2 1
                """);
        Files.writeString(folder.resolve("passwd"), "root:x:0:0::/root:/bin/sh\nbo:x:1001:1001::/home/bo:/bin/sh\n");
        Peer peer = new Peer(folder, folder.resolve("passwd"));

        assertThat(peer.user(0xC350, 0x1F4A)).hasValue("bo");
        assertThat(peer.user(0xC351, 0x1F4A)).isEmpty();
    }

    /** The same port of another address of this machine may be somebody else's. */
    @Test
    void whereTwoCouldBeMeantItIsNeither(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("tcp"), """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:C350 0100007F:1F4A 01 00000000:00000000 00:00000000 00000000  1001        0 2 1
                   1: 0200007F:C350 0100007F:1F4A 01 00000000:00000000 00:00000000 00000000  1002        0 3 1
                   2: 0100007F:C351 0100007F:1F4A 06 00000000:00000000 00:00000000 00000000     0        0 0 1
                   3: 0200007F:C351 0100007F:1F4A 01 00000000:00000000 00:00000000 00000000  1001        0 4 1
                """);
        Files.writeString(folder.resolve("passwd"), "root:x:0:0::/:/x\nbo:x:1001:1001::/:/x\neve:x:1002:1002::/:/x\n");
        Peer peer = new Peer(folder, folder.resolve("passwd"));

        assertThat(peer.user(0xC350, 0x1F4A)).isEmpty();
        assertThat(peer.user(0xC351, 0x1F4A))
                .as("one that has ended is nobody's")
                .hasValue("bo");
    }
}
