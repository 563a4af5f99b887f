package dev.understudy.bench.truth;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plain text field of a module of the list, on production's data.
 *
 * @param rows of its table
 * @param filled of them, those with a value
 */
record TextField(String module, String model, String field, long rows, long filled) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String MARK = "TRUTH-FIELD ";

    /** What {@code survey.py} has found. */
    static List<TextField> read(String output) {
        return output.lines()
                .filter(line -> line.startsWith(MARK))
                .map(line -> JSON.readValue(line.substring(MARK.length()), TextField.class))
                .toList();
    }
}
