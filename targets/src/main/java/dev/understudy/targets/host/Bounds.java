package dev.understudy.targets.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the processes of one system user may take of a machine. Where the kernel counts for a group of processes (cgroups),
 * it holds for all of them together; elsewhere memory is bounded for each of them, and what is last to be needed is first to
 * be killed when the machine's runs out.
 *
 * @param processes and threads, of all of them together
 * @param memory in bytes
 * @param fileSize of the largest file that one may write, in bytes
 * @param openFiles of each process
 */
public record Bounds(int processes, long memory, long fileSize, int openFiles) {

    private static final int PROCESSES = 512;
    private static final long LEAST_MEMORY = 2L << 30;
    private static final long FILE = 8L << 30;
    private static final int FILES = 4096;

    /** Those of a copy on this machine: it may have half of its memory. */
    public static Bounds ofCopies() {
        return new Bounds(PROCESSES, Math.max(LEAST_MEMORY, memoryOfMachine() / 2), FILE, FILES);
    }

    /** Those of a copy's database server: it may have a quarter of the memory, beside what its Odoo has. */
    public static Bounds ofServers() {
        return new Bounds(PROCESSES, Math.max(LEAST_MEMORY / 2, memoryOfMachine() / 4), FILE, FILES);
    }

    private static long memoryOfMachine() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : 0;
    }
}
