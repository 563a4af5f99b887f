package dev.understudy.engine.run;

import java.util.List;

/**
 * The steps of a kind of run, in order.
 *
 * @param name {@code deploy}, {@code refresh}…
 * @param steps one line each where the recipe is written
 */
public record Recipe(String name, List<Step> steps) {

    public Recipe {
        steps = List.copyOf(steps);
    }
}
