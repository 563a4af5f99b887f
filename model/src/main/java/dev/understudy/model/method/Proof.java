package dev.understudy.model.method;

import java.util.Locale;

/** What evidence a gate may ask for: the cheap first, what people must do last. */
public enum Proof {
    /** The modules' tests are green. */
    TESTS(true),
    /** The release was performed on a fresh copy of production. */
    REHEARSAL(true),
    /** Production has a backup that was looked at. */
    BACKUP(false),
    /** Production is what its release and its file say. */
    DRIFT(false),
    /** The eight considerations. */
    READINESS(true),
    /** No new error was logged where the release is tried. */
    CLEAN_LOGS(true),
    /** Somebody is on duty at the time. */
    ON_DUTY(false),
    /** Users of production were told in time. */
    ANNOUNCED(true),
    /** Key users did their daily work with it. */
    KEY_USERS(true);

    private final boolean ofContent;

    Proof(boolean ofContent) {
        this.ofContent = ofContent;
    }

    /** Whether it is about a release's content, and worth nothing for another. */
    public boolean ofContent() {
        return ofContent;
    }

    /** The word in files, JSON and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
