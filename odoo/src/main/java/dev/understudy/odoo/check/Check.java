package dev.understudy.odoo.check;

/**
 * What became of one synthetic check.
 *
 * @param name {@code list}, {@code write}, {@code report}, {@code assets} or {@code session}
 * @param millis how long it took, in milliseconds
 * @param said what there is to say though it went well; often empty
 * @param error the exception; empty when it went well
 */
public record Check(String name, long millis, String said, String error) {

    /** For people. */
    public String shown() {
        return name + " " + millis + " ms" + (said.isEmpty() ? "" : " (" + said + ")");
    }

    public boolean failed() {
        return !error.isEmpty();
    }
}
