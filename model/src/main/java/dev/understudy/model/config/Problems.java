package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Gathers what is wrong with one file. */
final class Problems {

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Optional<Mark> mark, Fault fault) {
        add(mark.map(Mark::getLine).orElse(-1) + 1, mark.map(Mark::getColumn).orElse(-1) + 1, fault);
    }

    void add(int line, int column, Fault fault) {
        found.add(Problem.at(file, line, column, fault));
    }

    String file() {
        return file;
    }

    /** What is wrong with a file that this one names. */
    void addAll(Problems others) {
        found.addAll(others.found);
    }

    boolean none() {
        return found.isEmpty();
    }

    Reading.Invalid refuse() {
        List<Problem> inOrder = found.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .limit(ProjectFile.MOST_PROBLEMS)
                .toList();
        return new Reading.Invalid(file, inOrder);
    }
}
