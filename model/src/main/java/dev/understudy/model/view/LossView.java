package dev.understudy.model.view;

import dev.understudy.model.evidence.Written;
import java.time.Instant;

/**
 * What a rollback would lose.
 *
 * @param restorePoint where it would go
 * @param since when the restore point was made
 * @param codeAlone whether only code goes back: then nothing is lost
 * @param counted whether the database answered; when it did not, nobody knows what would be lost
 * @param people how many rows that people have written would be lost
 * @param discard whether the rollback is refused unless somebody says that they may be lost
 * @param written the rows, by table
 */
public record LossView(
        String environment,
        String restorePoint,
        Instant since,
        boolean codeAlone,
        boolean counted,
        long people,
        boolean discard,
        Written written) {

    /** Of a rollback that changes code alone. */
    public static LossView none(String environment, String restorePoint, Instant since) {
        return new LossView(environment, restorePoint, since, true, true, 0, false, Written.NOTHING);
    }

    /** Of a database that does not answer. */
    public static LossView unknown(String environment, String restorePoint, Instant since) {
        return new LossView(environment, restorePoint, since, false, false, 0, true, Written.NOTHING);
    }

    /** Of what was counted. What was not is taken for somebody's work. */
    public static LossView of(String environment, String restorePoint, Instant since, Written written) {
        long people = written.people();
        boolean discard = people > 0 || !written.uncounted().isEmpty();
        return new LossView(environment, restorePoint, since, false, true, people, discard, written);
    }
}
