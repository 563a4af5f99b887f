package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.util.List;

/** What reading {@code understudy.yaml} gives: the project, or everything that is wrong with the file. */
public sealed interface Reading {

    /** The file is right. */
    record Valid(Project project) implements Reading {}

    /**
     * The file is refused.
     *
     * @param problems all that were found, at most {@link ProjectFile#MOST_PROBLEMS}, in the order of the file
     */
    record Invalid(String file, List<Problem> problems) implements Reading {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The project of a file that must be right.
     *
     * @throws dev.understudy.model.fault.FaultException the problem when there is one, {@code config.invalid} when there
     *     are several
     */
    default Project require() {
        return switch (this) {
            case Valid valid -> valid.project();
            case Invalid(String file, List<Problem> problems) -> {
                if (problems.size() == 1) {
                    throw problems.getFirst().fault().exception();
                }
                throw Fault.usage("config.invalid", problems.size()).at(file).exception();
            }
        };
    }
}
