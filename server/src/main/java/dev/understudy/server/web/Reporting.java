package dev.understudy.server.web;

import dev.understudy.model.view.ProblemView;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with the form of a problem.
 *
 * @param kept whether the project takes any
 * @param told the one that was just reported, in their words; empty for none
 * @param typed what was typed and not taken
 * @param problem why it was not; absent when nothing is wrong
 */
public record Reporting(
        boolean kept, String told, Typed typed, @Nullable ProblemView problem) {

    static Reporting asked(boolean kept) {
        return new Reporting(kept, "", Typed.NOTHING, null);
    }

    static Reporting taken(String title) {
        return new Reporting(true, title, Typed.NOTHING, null);
    }

    static Reporting refused(boolean kept, Typed typed, ProblemView problem) {
        return new Reporting(kept, "", typed, problem);
    }
}
