package dev.understudy.model.run;

/** Where a run stands. The names, in lower case, are part of the JSON contract. */
public enum RunStatus {
    QUEUED,
    RUNNING,
    WAITING,
    SUCCEEDED,
    FAILED,
    UNDONE,
    CANCELLED;

    /** Whether nothing more will happen in the run. */
    public boolean ended() {
        return switch (this) {
            case QUEUED, RUNNING, WAITING -> false;
            case SUCCEEDED, FAILED, UNDONE, CANCELLED -> true;
        };
    }

    /** The name in JSON and on screens. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
