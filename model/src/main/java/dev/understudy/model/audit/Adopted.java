package dev.understudy.model.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A production of somebody else's that was copied: it went on meanwhile.
 *
 * @param report what was seen of it
 * @param dump its database, as pg_dump's custom format
 * @param filestore its files
 * @param served where its users and its files are
 * @param code where its own modules come from, in the order of the addons path
 * @param dumpMillis how long the dump took
 * @param dumpBytes of the dump
 * @param files how many files were copied this time
 */
public record Adopted(
        AuditReport report,
        String dump,
        String filestore,
        Served served,
        List<Code> code,
        long dumpMillis,
        long dumpBytes,
        long files) {

    public Adopted {
        code = List.copyOf(code);
    }

    /**
     * Where it is served, and from which files.
     *
     * @param port its http port
     * @param websocket the port that takes its websockets; the same where it is one process
     * @param filestore the folder of its files, as this machine sees it
     * @param contained how it is followed where a container runs it; absent where none does, or where its engine does not tell
     * @param config a file that says how its data is reached, where its own {@code odoo.conf} is at another path here; else empty
     * @param doubts what kept that from being found out
     */
    public record Served(
            int port,
            int websocket,
            String filestore,
            @Nullable Contained contained,
            String config,
            List<String> doubts) {

        public Served {
            doubts = List.copyOf(doubts);
        }
    }

    /**
     * An Odoo in a container.
     *
     * @param config a file on this machine that says what the container is told of its database
     * @param engine the program that starts and stops it, {@code docker} or {@code podman}
     * @param odoo the name of its container
     * @param restart the policy by which the engine starts it again
     * @param server the name of the server's container; empty where this machine reaches the server without it
     */
    public record Contained(String config, String engine, String odoo, String restart, String server) {}

    /**
     * A repository of its own modules.
     *
     * @param name as {@code understudy.yaml} takes it
     * @param url an address, or a folder
     * @param branch that production has
     * @param origin the folder that production has it in
     * @param copied whether it was put into a repository of its own making, since no branch that can be reached from here holds what runs
     * @param worked whether it was there already and has work of somebody's, so that it stays as it is
     */
    public record Code(String name, String url, String branch, String origin, boolean copied, boolean worked) {

        /** The branch of a repository of that making on which what production runs is noted each time that it is adopted. */
        public static final String AS_IT_RUNS = "as-production-runs";

        /** One that nobody worked in. */
        public Code(String name, String url, String branch, String origin, boolean copied) {
            this(name, url, branch, origin, copied, false);
        }
    }
}
