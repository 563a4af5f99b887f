package dev.understudy.bench.faults;

/**
 * What production is, code and data: two that are equal are the same release on the same schema and module data.
 *
 * @param release that Understudy says it runs
 * @param codeAnswers whether what the release of class A adds is there to be called
 * @param data what the database says of its modules: checksums, columns, records
 */
record State(String release, boolean codeAnswers, String data) {}
