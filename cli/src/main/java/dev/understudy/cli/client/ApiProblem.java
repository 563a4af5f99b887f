package dev.understudy.cli.client;

import dev.understudy.model.view.ProblemView;

/** What the service answered instead of what was asked for, in the reader's language already. */
public final class ApiProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemView problem;

    public ApiProblem(ProblemView problem) {
        super(problem.code());
        this.problem = problem;
    }

    public ProblemView problem() {
        return problem;
    }
}
