package dev.understudy.bench.pages;

import java.util.List;

/**
 * What it took to ask for a page.
 *
 * @param page its address, with names in braces
 * @param status that the answers had
 * @param bytes of the largest answer
 * @param firstLoad with the files that a browser loads for it the first time
 * @param millis of each answer, sorted
 */
record Asked(String page, int status, long bytes, long firstLoad, List<Double> millis) {

    Asked {
        millis = millis.stream().sorted().toList();
    }

    /** What so many of a hundred took at most. */
    double percentile(int of) {
        int place = (int) Math.ceil(millis.size() * of / 100.0) - 1;
        return millis.get(Math.max(0, place));
    }
}
