package dev.understudy.cli.demo;

import dev.understudy.cli.demo.SampleOdoo.Seen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the story's table, without words: those come from the bundles, in the language of whoever reads.
 *
 * @param step key of what was done, {@code row.} and its arguments
 * @param seen what production's users saw meanwhile; absent before there is a production
 * @param result key of how it ended, {@code result.} and its arguments
 */
record StoryRow(
        String step,
        List<String> stepArguments,
        long millis,
        @Nullable Seen seen,
        String result,
        List<String> resultArguments) {

    StoryRow {
        stepArguments = List.copyOf(stepArguments);
        resultArguments = List.copyOf(resultArguments);
    }
}
