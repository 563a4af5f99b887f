package dev.understudy.engine.environment;

import dev.understudy.targets.runtime.Instance.Slot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An environment as the control plane knows it.
 *
 * @param name as in {@code understudy.yaml}; {@code rehearsal} for the one that rehearsals make
 * @param kind what it is
 * @param state where its life stands
 * @param systemUser runs its Odoo; empty where Understudy may not make users
 * @param database the Odoo database's name
 * @param port where the edge serves it on loopback; its address where it has no url
 * @param postgresPort its cluster's port on loopback
 * @param slot the slot that serves
 * @param release the release whose code it runs; empty before the first
 * @param odooPassword of the Odoo role in its cluster
 * @param neutralized whether its data has been neutralized and asserted
 * @param fenced whether its user is kept from the network
 * @param quiet whether it serves as production does, and calls nobody: no crons run, and its user is kept from the network;
 *     so a production that was restored begins
 * @param generation counts what has changed its code or replaced its data; a rehearsal holds for one generation
 * @param createdAt when it was made
 * @param copiedAt when its data was copied from production; absent for production
 */
public record Environment(
        String name,
        Kind kind,
        State state,
        String systemUser,
        String database,
        int port,
        int postgresPort,
        Slot slot,
        String release,
        String odooPassword,
        boolean neutralized,
        boolean fenced,
        boolean quiet,
        long generation,
        Instant createdAt,
        @Nullable Instant copiedAt) {

    /** The environment that rehearsals make and remove. */
    public static final String REHEARSAL = "rehearsal";

    /** What an environment's data is. */
    public enum Kind {
        /** The real data. */
        LIVE,
        /** A neutralized copy of production. */
        COPY,
        /** Odoo's demonstration data. */
        DEMO,
        /** The modules alone. */
        MINIMAL
    }

    /** Where its life stands. */
    public enum State {
        CREATING,
        READY,
        MAINTENANCE
    }

    public boolean isCopy() {
        return kind == Kind.COPY;
    }

    /**
     * Where a browser of this machine finds it. Copies have names of their own: a browser keeps cookies by host, whatever the
     * port (RFC 6265, 8.5), so who signed in to one would be signed out of the other. All names below {@code localhost} mean
     * this machine (RFC 6761, 6.3).
     */
    public String localAddress(String project) {
        return "http://" + (isProduction() ? "127.0.0.1" : name + "." + project + ".localhost") + ":" + port;
    }

    public boolean isProduction() {
        return kind == Kind.LIVE;
    }

    public Environment in(State next) {
        return with(next, database, slot, release, odooPassword, neutralized, fenced, quiet, generation, copiedAt);
    }

    public Environment withPassword(String password) {
        return with(state, database, slot, release, password, neutralized, fenced, quiet, generation, copiedAt);
    }

    /** Served by the other slot, or the same. */
    public Environment servedBy(Slot next) {
        return with(state, database, next, release, odooPassword, neutralized, fenced, quiet, generation, copiedAt);
    }

    /** With the code of another release; a new generation. */
    public Environment running(String releaseId) {
        return with(
                state, database, slot, releaseId, odooPassword, neutralized, fenced, quiet, generation + 1, copiedAt);
    }

    /** With data that has just been copied and neutralized. */
    public Environment copied(Instant when, String databaseName) {
        return with(state, databaseName, slot, release, odooPassword, true, fenced, quiet, generation + 1, when);
    }

    public Environment withFence(boolean closed) {
        return with(state, database, slot, release, odooPassword, neutralized, closed, quiet, generation, copiedAt);
    }

    /** Calls nobody from now on, or may again. */
    public Environment withQuiet(boolean calm) {
        return with(state, database, slot, release, odooPassword, neutralized, fenced, calm, generation, copiedAt);
    }

    /** With data that was neutralized where it came from, or was not. */
    public Environment withNeutralized(boolean harmless) {
        return with(state, database, slot, release, odooPassword, harmless, fenced, quiet, generation, copiedAt);
    }

    private Environment with(
            State newState,
            String newDatabase,
            Slot newSlot,
            String newRelease,
            String newPassword,
            boolean newlyNeutralized,
            boolean newlyFenced,
            boolean newlyQuiet,
            long newGeneration,
            @Nullable Instant newlyCopied) {
        return new Environment(
                name,
                kind,
                newState,
                systemUser,
                newDatabase,
                port,
                postgresPort,
                newSlot,
                newRelease,
                newPassword,
                newlyNeutralized,
                newlyFenced,
                newlyQuiet,
                newGeneration,
                createdAt,
                newlyCopied);
    }

    @Override
    public String toString() {
        return "Environment[" + name + ", " + kind + ", " + state + ", release=" + release + "]";
    }
}
