package dev.understudy.model.run;

/** Where a step of a run stands. The names, in lower case, are part of the JSON contract. */
public enum StepStatus {
    PENDING,
    RUNNING,
    WAITING,
    SUCCEEDED,
    FAILED,
    UNDOING,
    UNDONE,
    SKIPPED;

    /** The name in JSON and on screens. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
