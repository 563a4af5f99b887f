package dev.understudy.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenTest {

    @TempDir
    Path folder;

    @Test
    void itIsMadeOnceForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("token");

        Token.of(file);
        String secret = Files.readString(file).strip();
        Token again = Token.of(file);

        assertThat(secret).hasSizeGreaterThan(40);
        assertThat(again.admits("Bearer " + secret)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void itAdmitsNothingElse() {
        Token token = Token.of(folder.resolve("token"));

        assertThat(token.admits(null)).isFalse();
        assertThat(token.admits("")).isFalse();
        assertThat(token.admits("Bearer ")).isFalse();
        assertThat(token.admits("Basic abc")).isFalse();
    }

    @Test
    void anEmptyFileIsNoToken() throws IOException {
        Path file = Files.createFile(folder.resolve("token"));

        assertThatThrownBy(() -> Token.of(file)).hasMessageContaining("[server.token-unreadable]");
    }
}
