package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.nio.file.Path;
import java.util.List;

/** Reads and validates {@code understudy.yaml}. */
public final class ProjectFile {

    /** How many problems are told of at most. */
    public static final int MOST_PROBLEMS = 100;

    private ProjectFile() {}

    /** The project that a file describes, or everything that is wrong with it. */
    public static Reading read(Path file) {
        Fault fault = Fault.usage("config.not-found", file);
        return new Reading.Invalid(file.toString(), List.of(Problem.at(file.toString(), 0, 0, fault)));
    }
}
