package dev.understudy.server.web;

import dev.understudy.model.view.ProblemView;
import org.jspecify.annotations.Nullable;

/**
 * What became of the form of a problem.
 *
 * @param told the one that was just reported, in their words; empty for none
 * @param typed what was typed and not taken
 * @param problem why it was not; absent when nothing is wrong
 */
public record Reporting(String told, Typed typed, @Nullable ProblemView problem) {

    static final Reporting NOTHING = new Reporting("", Typed.NOTHING, null);

    static Reporting taken(String title) {
        return new Reporting(title, Typed.NOTHING, null);
    }

    static Reporting refused(Typed typed, ProblemView problem) {
        return new Reporting("", typed, problem);
    }
}
