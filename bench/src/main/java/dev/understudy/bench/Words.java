package dev.understudy.bench;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** The words of a command that have not been read yet. Throws {@link IllegalArgumentException} that names the wrong one. */
public final class Words {

    private final Deque<String> left;

    public Words(Collection<String> words) {
        this.left = new ArrayDeque<>(words);
    }

    public boolean any() {
        return !left.isEmpty();
    }

    public String next() {
        return left.removeFirst();
    }

    /** What follows an option. */
    public String value(String option) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option);
        }
        return left.removeFirst();
    }

    /** What follows an option, which must be more than nothing. */
    public int positive(String option) {
        int number = Integer.parseInt(value(option));
        if (number <= 0) {
            throw new IllegalArgumentException(option);
        }
        return number;
    }
}
