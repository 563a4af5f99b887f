package dev.understudy.cli.demo;

import dev.understudy.model.view.EnvironmentView;
import java.util.SortedMap;

/** What the story asks of production's Odoo itself, past Understudy: it fills it, counts in it, and watches it. */
interface SampleOdoo {

    /** Makes the customers, products and orders that are missing. */
    SampleCompany.Made fill(EnvironmentView production);

    /** What is in it now. */
    Census census(EnvironmentView production);

    /** Begins to measure how long it is not served. */
    Watch watch(EnvironmentView production);

    /**
     * What a failed release must leave as it was.
     *
     * @param orders number of sales orders
     * @param versions installed version by module of the sample company
     */
    record Census(int orders, SortedMap<String, String> versions) {}

    /**
     * What impatient users saw.
     *
     * @param unavailableMillis the longest time without a page
     * @param asked how many requests have ended
     * @param failed how many of them without a page
     */
    record Seen(long unavailableMillis, int asked, int failed) {}

    /** A measurement under way. */
    interface Watch extends AutoCloseable {

        /** Asks no more, waits for the answers that are still out, and tells what was seen. */
        Seen seen();

        @Override
        void close();
    }
}
