package dev.understudy.engine.run;

/** Finds the recipe for a request. The same request always gives the same steps, also after a restart. */
@FunctionalInterface
public interface RecipeBook {

    /** Throws {@code engine.no-such-recipe}. */
    Recipe recipe(RunRequest request);
}
