package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultTexts;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What reading {@code understudy.yaml} gives: the project, or everything that is wrong with the file. */
public sealed interface Reading {

    /**
     * The file is right.
     *
     * @param neighbours the files beside it that it names
     */
    record Valid(Project project, List<Path> neighbours) implements Reading {
        public Valid {
            neighbours = List.copyOf(neighbours);
        }
    }

    /**
     * The file is refused.
     *
     * @param problems all that were found, at most {@link ProjectFile#MOST_PROBLEMS}, in the order of the file
     */
    record Invalid(String file, List<Problem> problems) implements Reading {
        public Invalid {
            problems = List.copyOf(problems);
        }

        /** The problem when there is one; {@code config.invalid}, which names each with its place and mend, when several. */
        public Fault fault(Locale locale) {
            if (problems.size() == 1) {
                return problems.getFirst().fault();
            }
            FaultTexts texts = FaultTexts.of(locale);
            String all = problems.stream()
                    .map(problem -> "\n  " + texts.line(problem.fault()))
                    .collect(Collectors.joining("", "", "\n"));
            return Fault.usage("config.invalid", problems.size(), all).at(file);
        }
    }

    /**
     * The project of a file that must be right.
     *
     * @throws dev.understudy.model.fault.FaultException the problem when there is one, {@code config.invalid} with all of
     *     them when there are several
     */
    default Project require() {
        return switch (this) {
            case Valid valid -> valid.project();
            case Invalid invalid -> throw new InvalidProject(invalid);
        };
    }
}
