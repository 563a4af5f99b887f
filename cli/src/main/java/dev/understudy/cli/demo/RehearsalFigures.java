package dev.understudy.cli.demo;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the story tells of a rehearsal's report.
 *
 * @param unavailabilityMillis what a deploy predicts
 * @param tests how many ran
 * @param ddl how many statements changed the schema
 * @param declared class of the diff
 * @param observed class of what was seen
 */
record RehearsalFigures(long unavailabilityMillis, int tests, int ddl, String declared, String observed) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Reads the report's JSON. */
    static RehearsalFigures of(String report) {
        JsonNode read = JSON.readTree(report);
        return new RehearsalFigures(
                read.path("unavailabilityMillis").asLong(0),
                read.path("tests").path("ran").asInt(0),
                read.path("ddl").size(),
                read.path("declared").asString(""),
                read.path("observed").asString(""));
    }
}
