package dev.understudy.model.audit;

import dev.understudy.model.view.ProblemView;
import java.io.Serial;

/** Why somebody's Odoo could not be looked at or copied, in the words of whoever asked. */
public final class Unaudited extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient ProblemView problem;

    public Unaudited(ProblemView problem) {
        super(problem.what());
        this.problem = problem;
    }

    public ProblemView problem() {
        return problem;
    }
}
