package dev.understudy.engine.crash;

import dev.understudy.engine.run.Recipe;
import dev.understudy.engine.run.RecipeBook;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.run.Step;
import java.util.List;

/** Recipes of mortal steps. The engine opens the book between steps, which makes a point after each commit. */
record MortalBook(RecipeBook book) implements RecipeBook {

    @Override
    public Recipe recipe(RunRequest request) {
        Mortality.point("between steps");
        Recipe recipe = book.recipe(request);
        List<Step> steps = recipe.steps().stream().<Step>map(MortalStep::new).toList();
        return new Recipe(recipe.name(), steps);
    }
}
