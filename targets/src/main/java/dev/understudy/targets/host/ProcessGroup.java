package dev.understudy.targets.host;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The processes of one command's session. The first one's id is the group's, because {@code setsid} made it. */
record ProcessGroup(Process first) {

    static ProcessGroup of(Process first) {
        return new ProcessGroup(first);
    }

    /** Asks all of them to end, and kills what has not after a while. An interrupt only shortens the wait. */
    void end(Duration grace) {
        signal("TERM");
        boolean interrupted = Thread.interrupted();
        try {
            first.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            interrupted = true;
        }
        signal("KILL");
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, "--", "-" + first.pid())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException noKill) {
            first.destroyForcibly();
        }
    }
}
