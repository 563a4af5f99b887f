package dev.understudy.bench.faults;

import java.time.Duration;

/** What Understudy is at when something is killed. */
enum Act {
    DEPLOY_CODE("deploy, class A", 15),
    ROLL_BACK_CODE("rollback, class A", 8),
    DEPLOY_VIEW("deploy, class B", 15),
    ROLL_BACK_VIEW("rollback, class B", 10),
    NOTHING("nothing", 2);

    private final String shown;
    private final Duration usual;

    Act(String shown, int seconds) {
        this.shown = shown;
        this.usual = Duration.ofSeconds(seconds);
    }

    String shown() {
        return shown;
    }

    /** What it takes where nobody has measured it yet. */
    Duration usual() {
        return usual;
    }

    boolean deploys() {
        return this == DEPLOY_CODE || this == DEPLOY_VIEW;
    }

    /** The restore point with what users wrote before a run took production's data back. */
    String setAside(String run, boolean done) {
        return this == ROLL_BACK_VIEW && done ? "before-" + run : this == DEPLOY_VIEW && !done ? "undone-" + run : "";
    }
}
