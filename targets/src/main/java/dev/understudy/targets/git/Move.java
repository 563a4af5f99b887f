package dev.understudy.targets.git;

/**
 * What becomes of a branch where the repository comes from.
 *
 * @param from the full hash that it stands at; empty while there is none of that name
 * @param to the full hash that it comes to; empty when it is taken away
 */
public record Move(String branch, String from, String to) {

    /** Whether the branch stays as it is. */
    public boolean nothing() {
        return from.equals(to);
    }

    /** The way back. */
    public Move back() {
        return new Move(branch, to, from);
    }
}
