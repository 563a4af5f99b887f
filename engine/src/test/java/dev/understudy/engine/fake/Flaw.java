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
    /** The update of module b does not succeed. */
    UPDATE_FAILS,
    /** It serves, users write, then it logs an error that was never there. */
    LOGS_AN_ERROR,
    /** It serves, users write, then its process ends. */
    DIES,
    /** It starts, and answers every request with an error. */
    ANSWERS_ERRORS,
    /** It asks for a restart and no more, and answers every request with an error. */
    CODE_ALONE_ANSWERS_ERRORS,
    /** It asks for a restart and no more, and its process ends as soon as it serves. */
    CODE_ALONE_DIES,
    /** The old release never answers any more. */
    OLD_DOES_NOT_SERVE;

    boolean codeAlone() {
        return name().startsWith(CODE_ALONE.name());
    }
}
