package dev.understudy.engine.crash;

import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.run.RecipeBook;
import java.nio.file.Path;
import java.util.Map;

/** Makes the recipes that crash trials perform, in a child by the class's name: public, with a public constructor without parameters. */
@FunctionalInterface
public interface CrashBook {

    /**
     * The recipes of one process.
     *
     * @param folder where everything that the recipes change stands; they find it as an earlier process left it
     */
    RecipeBook open(Path folder, ControlDatabase database);

    /** What else the run is asked for with. */
    default Map<String, String> arguments() {
        return Map.of();
    }
}
