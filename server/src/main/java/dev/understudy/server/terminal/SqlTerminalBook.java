package dev.understudy.server.terminal;

import dev.understudy.model.view.TerminalView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Jdbi;

/** The terminals of a project, in its control plane. */
public final class SqlTerminalBook implements TerminalBook {

    private final Jdbi control;

    public SqlTerminalBook(Jdbi control) {
        this.control = control;
    }

    @Override
    public void open(TerminalView terminal) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO terminal (id, environment, program, who, reason, opened_at)
                        VALUES (:id, :environment, :program, :who, :reason, :at)""")
                .bind("id", terminal.id())
                .bind("environment", terminal.environment())
                .bind("program", terminal.program())
                .bind("who", terminal.who())
                .bind("reason", terminal.reason())
                .bind("at", terminal.openedAt())
                .execute());
    }

    @Override
    public void append(String id, int number, String piece) {
        control.useHandle(handle -> handle.execute(
                "INSERT INTO terminal_recording (terminal, number, content) VALUES (?, ?, ?)",
                id,
                number,
                compressed(piece)));
    }

    @Override
    public boolean end(String id, Instant at, String why, long bytes, String digest) {
        return control.withHandle(handle -> handle.createUpdate("""
                                UPDATE terminal SET ended_at = :at, why = :why, bytes = :bytes, digest = :digest
                                 WHERE id = :id AND ended_at IS NULL""")
                        .bind("id", id)
                        .bind("at", at)
                        .bind("why", why)
                        .bind("bytes", bytes)
                        .bind("digest", digest)
                        .execute())
                > 0;
    }

    @Override
    public List<TerminalView> list(String environment, int limit) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM terminal WHERE environment = :environment
                         ORDER BY opened_at DESC LIMIT :limit""")
                .bind("environment", environment)
                .bind("limit", limit)
                .map((row, _) -> view(row))
                .list());
    }

    @Override
    public List<TerminalView> open() {
        return control.withHandle(handle -> handle.createQuery("SELECT * FROM terminal WHERE ended_at IS NULL")
                .map((row, _) -> view(row))
                .list());
    }

    @Override
    public Optional<TerminalView> find(String id) {
        return control.withHandle(handle -> handle.createQuery("SELECT * FROM terminal WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> view(row))
                .findOne());
    }

    /** One piece at a time: all of them may be more than memory has. */
    @Override
    public void recording(String id, Sink sink) throws IOException {
        int number = 0;
        for (Optional<byte[]> piece = piece(id, number); piece.isPresent(); piece = piece(id, number)) {
            sink.take(text(piece.get()));
            number++;
        }
    }

    private Optional<byte[]> piece(String id, int number) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT content FROM terminal_recording WHERE terminal = :id AND number = :number")
                .bind("id", id)
                .bind("number", number)
                .mapTo(byte[].class)
                .findOne());
    }

    private static byte[] compressed(String piece) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(piece.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String text(byte[] compressed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static TerminalView view(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new TerminalView(
                row.getString("id"),
                row.getString("environment"),
                row.getString("program"),
                row.getString("who"),
                row.getString("reason"),
                row.getTimestamp("opened_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getString("why"),
                row.getLong("bytes"),
                row.getString("digest"));
    }
}
