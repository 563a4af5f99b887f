package dev.understudy.bench.faults;

/**
 * One kill.
 *
 * @param number from 1
 * @param wish what is to be under way, where production can have it: what was deployed is rolled back first
 * @param moment when, as a part of what is under way: 0 at its beginning, below 1 before its usual end
 */
public record Strike(int number, Victim victim, Wish wish, double moment) {

    /** What is to be under way. */
    public enum Wish {
        CODE,
        VIEW,
        NOTHING
    }
}
