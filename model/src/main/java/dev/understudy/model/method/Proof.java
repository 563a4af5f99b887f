package dev.understudy.model.method;

import java.util.Locale;

/** What evidence a gate may ask for: the cheap first, what people must do last. */
public enum Proof {
    /** The modules' tests are green. */
    TESTS(true, 10),
    /** The release was performed on a fresh copy of production. */
    REHEARSAL(true, 20),
    /** Production has a backup that was looked at. */
    BACKUP(false, 30),
    /** Production is what its release and its file say. */
    DRIFT(false, 40),
    /** The eight considerations. */
    READINESS(true, 50),
    /** No new error was logged where the release is tried. */
    CLEAN_LOGS(true, 60),
    /** Somebody is on duty at the time. */
    ON_DUTY(false, 70),
    /** Users of production were told in time. */
    ANNOUNCED(true, 80),
    /** Key users did their daily work with it. */
    KEY_USERS(true, 120);

    private final boolean ofContent;
    private final int cost;

    Proof(boolean ofContent, int cost) {
        this.ofContent = ofContent;
        this.cost = cost;
    }

    /** Where it stands in the order of asking; a number that only compares. */
    int cost() {
        return cost;
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
