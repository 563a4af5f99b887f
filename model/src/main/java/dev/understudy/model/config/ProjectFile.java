package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads and validates {@code understudy.yaml}: YAML 1.2 in its core schema, without aliases and tags, so that nothing in
 * the file can make an object or grow while it is read.
 */
public final class ProjectFile {

    /** What it is called, in the project's folder. */
    public static final String NAME = "understudy.yaml";

    /** How many problems are told of at most. */
    public static final int MOST_PROBLEMS = 100;

    /** The greatest size of the file, in bytes. A bigger one is refused without being read. */
    public static final int GREATEST_SIZE = 1 << 20;

    private ProjectFile() {}

    /** The project that a file describes, or everything that is wrong with it. */
    public static Reading read(Path file) {
        Problems problems = new Problems(file.toString());
        Optional<byte[]> bytes = bytes(file, problems);
        return bytes.isEmpty() ? problems.refuse() : read(bytes.get(), problems);
    }

    /**
     * The project that a text describes.
     *
     * @param name stands for the file in problems
     */
    public static Reading read(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Problems problems = new Problems(name);
        if (bytes.length > GREATEST_SIZE) {
            problems.add(0, 0, Fault.usage("config.too-large"));
            return problems.refuse();
        }
        return read(bytes, problems);
    }

    private static Reading read(byte[] bytes, Problems problems) {
        Optional<Node> root = text(bytes, problems).flatMap(text -> YamlTree.root(text, problems));
        if (root.isEmpty()) {
            return problems.refuse();
        }
        NeighbourFiles neighbours = NeighbourFiles.of(problems.file());
        Optional<Project> project = new ProjectReader(problems, neighbours).read(new Value(root.get(), "", problems));
        return problems.none() ? new Reading.Valid(project.orElseThrow(), neighbours.named()) : problems.refuse();
    }

    /** What a file holds, or a problem. */
    static Optional<byte[]> bytes(Path file, Problems problems) {
        if (!Files.isRegularFile(file)) {
            problems.add(0, 0, Fault.usage("config.not-found", file));
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = Files.size(file) > GREATEST_SIZE ? new byte[0] : in.readNBytes(GREATEST_SIZE + 1);
            if (Files.size(file) > GREATEST_SIZE || bytes.length > GREATEST_SIZE) {
                problems.add(0, 0, Fault.usage("config.too-large"));
                return Optional.empty();
            }
            return Optional.of(bytes);
        } catch (IOException unreadable) {
            problems.add(
                    0,
                    0,
                    Fault.usage("config.not-readable", unreadable.getClass().getSimpleName()));
            return Optional.empty();
        }
    }

    /** The bytes as a text that may be YAML, or a problem. */
    static Optional<String> text(byte[] bytes, Problems problems) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
        } catch (CharacterCodingException malformed) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            problems.add(line, 1, Fault.usage("config.not-utf8"));
            return Optional.empty();
        }
        int line = 1;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            } else if (text.charAt(i) == '\t') {
                problems.add(line, i - start + 1, Fault.usage("config.tab"));
                i = nextLine(text, i) - 1;
            }
        }
        return problems.none() ? Optional.of(text) : Optional.empty();
    }

    private static int nextLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
