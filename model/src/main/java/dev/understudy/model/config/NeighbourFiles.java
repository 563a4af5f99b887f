package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that {@code understudy.yaml} names, which stand beside it or in folders below. */
final class NeighbourFiles {

    private final Path folder;
    private final List<Path> named = new ArrayList<>();

    private NeighbourFiles(Path folder) {
        this.folder = folder;
    }

    static NeighbourFiles of(String file) {
        return new NeighbourFiles(Optional.ofNullable(Path.of(file).getParent()).orElse(Path.of("")));
    }

    /** A text, with the problems that are found in it. */
    record Neighbour(String text, Problems problems) {}

    /** Those that were read so far. */
    List<Path> named() {
        return List.copyOf(named);
    }

    /** The file that a value names. What is wrong with it is told of the value. */
    Optional<Neighbour> read(Value name) {
        Optional<Path> file = name.text(Forms.NEIGHBOUR, "config.bad-neighbour").map(folder::resolve);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file.get())) {
            name.problem(Fault.usage("config.no-neighbour", name.path(), file.get()));
            return Optional.empty();
        }
        named.add(file.get());
        Problems problems = new Problems(file.get().toString());
        Optional<String> text =
                ProjectFile.bytes(file.get(), problems).flatMap(bytes -> ProjectFile.text(bytes, problems));
        if (text.isEmpty()) {
            name.problems().addAll(problems);
        }
        return text.map(read -> new Neighbour(read, problems));
    }
}
