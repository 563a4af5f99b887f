package dev.understudy.bench.faults;

/** What is killed, with SIGKILL. */
public enum Victim {
    SERVICE("Understudy's service"),
    /** What leads Odoo's web processes; while there is none, the Odoo that updates modules or is tried out. */
    WEB("Odoo's web master"),
    WORKER("a worker of Odoo"),
    CRON("Odoo's cron process"),
    POSTGRESQL("PostgreSQL's postmaster"),
    /** A process of PostgreSQL that works for Odoo. PostgreSQL ends all others then, and recovers. */
    BACKEND("a backend of PostgreSQL"),
    EDGE("Caddy"),
    /** What keeps the journal of runs: nothing of production works for it, and no run goes on without. */
    CONTROL("the postmaster of Understudy's own PostgreSQL");

    private final String shown;

    Victim(String shown) {
        this.shown = shown;
    }

    String shown() {
        return shown;
    }
}
