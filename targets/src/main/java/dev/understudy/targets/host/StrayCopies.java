package dev.understudy.targets.host;

import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies that outlived an Understudy that was killed. Each would go on writing into a folder that is deleted or made anew;
 * it is known by where its command line says that it writes. A signal at the parent's death would not do: the kernel
 * takes the end of the one thread that started it for that.
 */
public final class StrayCopies {

    private static final Logger LOG = LoggerFactory.getLogger(StrayCopies.class);
    private static final Duration KILLED = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Host host;

    public StrayCopies(Host host) {
        this.host = host;
    }

    /**
     * Ends those that write below a folder, and waits until they are gone.
     *
     * @throws dev.understudy.model.fault.FaultException {@code volume.copy-not-ended}
     */
    public void end(Path folder) {
        Patience.Wait wait = Patience.HERE.begin(KILLED);
        List<ProcessHandle> strays = below(folder);
        while (!strays.isEmpty()) {
            if (wait.over()) {
                throw Fault.failed("volume.copy-not-ended", strays.getFirst().pid(), folder)
                        .at(host.name())
                        .exception();
            }
            for (ProcessHandle stray : strays) {
                LOG.warn("A copy into {} was left running: process {} is ended", folder, stray.pid());
                host.run(Command.of("kill", "-KILL", stray.pid()));
            }
            Pause.of(LOOK, "kill");
            strays = below(folder);
        }
    }

    private static List<ProcessHandle> below(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> writesBelow(commandLine(process), folder))
                .toList();
    }

    /** Of {@code cp … FROM TO} or {@code cp … -t TO -- NAME…}. */
    static boolean writesBelow(List<String> argv, Path folder) {
        if (argv.isEmpty() || !argv.getFirst().equals("cp")) {
            return false;
        }
        int into = argv.indexOf("-t");
        String target = into > 0 && into + 1 < argv.size() ? argv.get(into + 1) : argv.getLast();
        return target.startsWith(folder + "/");
    }

    private static List<String> commandLine(ProcessHandle process) {
        try {
            byte[] line = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return List.of(new String(line, StandardCharsets.UTF_8).split("\0", -1)).stream()
                    .filter(word -> !word.isEmpty())
                    .toList();
        } catch (IOException gone) {
            LOG.trace("Process {} is gone, or another's", process.pid(), gone);
            return List.of();
        }
    }
}
