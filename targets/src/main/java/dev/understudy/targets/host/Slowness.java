package dev.understudy.targets.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many times slower than a quiet machine this one is now, from 1 to 30: by how long a process takes to be started, in
 * which the time counts that a hypervisor gives to others, and by how long those who want the processor wait for it.
 * Measured when it is asked for, at most every ten seconds.
 *
 * @see <a href="https://docs.kernel.org/accounting/psi.html">Pressure stall information</a>
 */
final class Slowness implements DoubleSupplier {

    private static final Logger LOG = LoggerFactory.getLogger(Slowness.class);

    /** What the Java machine needs to start {@code true} and see its end, with room to spare, on a quiet machine. */
    private static final Duration START = Duration.ofMillis(20);

    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final double MOST = 30;
    private static final Pattern SOME = Pattern.compile("^some avg10=([0-9.]+)", Pattern.MULTILINE);

    private double last = 1;
    private long measured;

    @Override
    public synchronized double getAsDouble() {
        if (measured == 0 || System.nanoTime() - measured > FRESH.toNanos()) {
            last = Math.clamp(Math.max(byStart(), byPressure(pressure())), 1, MOST);
            measured = System.nanoTime();
        }
        return last;
    }

    private static double byStart() {
        long began = System.nanoTime();
        try {
            new ProcessBuilder("true").start().waitFor();
        } catch (IOException impossible) {
            LOG.debug("How fast this machine is cannot be measured", impossible);
            return 1;
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
        }
        return (System.nanoTime() - began) / (double) START.toNanos();
    }

    /** Who waits for nine tenths of the time takes ten times as long. */
    static double byPressure(String pressure) {
        Matcher some = SOME.matcher(pressure);
        double waiting = some.find() ? Double.parseDouble(some.group(1)) : 0;
        return waiting >= 100 ? MOST : 100 / (100 - waiting);
    }

    /** Empty where the kernel does not tell. */
    private static String pressure() {
        try {
            return Files.readString(Path.of("/proc/pressure/cpu"));
        } catch (IOException untold) {
            LOG.trace("No word on pressure", untold);
            return "";
        }
    }
}
