package dev.understudy.engine.fake;

/** What is wrong with the new release, or with the old one. */
public enum Flaw {
    NONE,
    /** Nothing is wrong: it asks for a restart and no more. */
    CODE_ALONE,
    /** It asks for a restart and no more, but logs an error that was never there. */
    CODE_ALONE_LOGS_AN_ERROR,
    /** Its plan is not that of its rehearsal. */
    NOT_AS_REHEARSED,
    /** Odoo installs a module more than in the rehearsal. */
    MORE_THAN_REHEARSED,
    /** One of its scripts neutralizes the database. */
    NEUTRALIZES,
    /** The update of module b does not succeed. */
    UPDATE_FAILS,
    /** It serves, users write, then it logs an error that was never there. */
    LOGS_AN_ERROR,
    /** It serves, users write, then its process ends. */
    DIES,
    /** It starts, but only those can open it who have not signed in. */
    DOES_NOT_OPEN,
    /** It starts, and answers every request with an error. */
    ANSWERS_ERRORS,
    /** It asks for a restart and no more, and answers every request with an error. */
    CODE_ALONE_ANSWERS_ERRORS,
    /** It asks for a restart and no more, and its process ends as soon as it serves. */
    CODE_ALONE_DIES,
    /** It serves, but one answer of ten fails. */
    FAILS_OFTEN,
    /** It asks for a restart and no more, then answers take a second. */
    CODE_ALONE_IS_SLOW,
    /** It asks for a restart and no more, then only those can open it who have not signed in. */
    CODE_ALONE_DOES_NOT_OPEN,
    /** One answer of ten fails, and somebody wants to decide what to do. */
    FAILS_OFTEN_AND_CALLS,
    /** It serves, but its report does not work. */
    REPORT_FAILS,
    /** Its report does not work at the first try. */
    REPORT_FAILS_ONCE,
    /** Its report does not work, and somebody wants to decide what to do. */
    REPORT_FAILS_AND_CALLS,
    /** Its report does not work, nor has it ever worked in production. */
    REPORT_NEVER_WORKED,
    /** It asks for a restart and no more; its report does not work, nor has it ever worked in production. */
    CODE_ALONE_REPORT_NEVER_WORKED,
    /** The old release never answers any more. */
    OLD_DOES_NOT_SERVE;

    public boolean codeAlone() {
        return name().startsWith(CODE_ALONE.name());
    }

    /** Whether a report does not work with the new release, or with the old one. */
    boolean failsReport(boolean newRelease, boolean first) {
        return name().endsWith(REPORT_NEVER_WORKED.name())
                || (newRelease && name().startsWith(REPORT_FAILS.name()) && (first || this != REPORT_FAILS_ONCE));
    }

    /** What the file says of the watch. */
    String watch() {
        return name().endsWith("_AND_CALLS") ? "{ for: 0s, then: call }" : "0s";
    }
}
