package dev.understudy.engine.environment;

import dev.understudy.targets.runtime.Instance.Slot;
import java.util.Collection;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Allots each environment a block of ten ports: the edge's, its mailbox's, its cluster's, that of a second cluster for a copy on its way
 * in, and web and websocket of both slots.
 */
public final class Ports {

    /** Ports in an environment's block. */
    public static final int BLOCK = 10;

    private static final int MAILBOX = 1;
    private static final int POSTGRES = 4;
    private static final int BLUE = 6;
    private static final int GREEN = 8;

    private final int first;
    private final int last;
    private final IntPredicate free;

    /** Blocks from {@code first} to {@code last}; {@code free} tells whether nobody listens on a port. */
    public Ports(int first, int last, IntPredicate free) {
        this.first = first;
        this.last = last;
        this.free = free;
    }

    /**
     * The first block that no environment has and in which nobody listens.
     *
     * @return its first port, or -1 when every block is taken
     */
    public int allot(Collection<Environment> environments) {
        Set<Integer> taken = new HashSet<>();
        environments.forEach(environment -> taken.add(block(environment)));
        for (int base = first; base + BLOCK - 1 <= last; base += BLOCK) {
            if (!taken.contains(base) && free(base)) {
                return base;
            }
        }
        return -1;
    }

    /** The web port of a slot. */
    public static int web(Environment environment, Slot slot) {
        return block(environment)
                + switch (slot) {
                    case BLUE -> BLUE;
                    case GREEN -> GREEN;
                };
    }

    /** The websocket port of a slot, where its web instance has workers. */
    public static int gevent(Environment environment, Slot slot) {
        return web(environment, slot) + 1;
    }

    /** Where an environment's mail is caught; empty for production, whose mail leaves, and for a rehearsal, which nobody reads. */
    public static OptionalInt mailbox(Environment environment) {
        return environment.isProduction() || environment.name().equals(Environment.REHEARSAL)
                ? OptionalInt.empty()
                : OptionalInt.of(block(environment) + MAILBOX);
    }

    /** The cluster's port in a block. */
    public static int postgres(int base) {
        return base + POSTGRES;
    }

    /** The port of a cluster that is prepared beside the live one. */
    public static int nextPostgres(Environment environment) {
        return environment.postgresPort() + 1;
    }

    /** Whether a port is one of an environment's. */
    public static boolean holds(Environment environment, int port) {
        int base = block(environment);
        return port == environment.port() || (port >= base && port < base + BLOCK);
    }

    static int block(Environment environment) {
        return environment.postgresPort() - POSTGRES;
    }

    private boolean free(int base) {
        for (int port = base; port < base + BLOCK; port++) {
            if (!free.test(port)) {
                return false;
            }
        }
        return true;
    }
}
