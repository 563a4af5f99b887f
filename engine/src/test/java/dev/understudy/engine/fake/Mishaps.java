package dev.understudy.engine.fake;

import dev.understudy.model.config.Project;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.targets.volume.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What may befall the machine of a production of files. */
public final class Mishaps {

    private final ProjectHome home;
    private final FakeEdge edge;
    private final int port;

    /**
     * Befalls a home.
     *
     * @param port the first of production's block
     */
    Mishaps(ProjectHome home, FakeEdge edge, int port) {
        this.home = home;
        this.edge = edge;
        this.port = port;
    }

    /** As if the machine had run out of memory: the cluster is gone, and whoever is connected notices later. */
    public void killDatabase() {
        try {
            Files.delete(volume(Volume.LIVE).resolve("pgdata").resolve(FakeClusters.PID));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** From now on the disk has no room at all. */
    public void fillDisk() {
        tell(EffectsHost.FULL, "");
    }

    /** Somebody opens a page of an environment that sleeps. */
    public void askFor(String environment) {
        edge.ask(environment);
    }

    /** Another program has the edge's port. */
    public void losePortOfEdge() {
        edge.losePort();
    }

    /** Another program listens on a port of production's block. */
    public void listen(int number, String program) {
        tell(
                EffectsHost.LISTENERS,
                "LISTEN 0 128 0.0.0.0:" + (port + number) + " 0.0.0.0:* users:((\"" + program + "\",pid=4711,fd=3))\n");
    }

    /** As if somebody had deleted a restore point of production by hand. */
    public void lose(String restorePoint) {
        lose(volume(restorePoint));
    }

    /** Nothing of what an environment has on the disk is there any more. */
    public void loseVolumes(String environment) {
        lose(home.volumes().resolve(environment));
    }

    private Path volume(String name) {
        return home.volumes().resolve(Project.PRODUCTION).resolve(name);
    }

    private void lose(Path folder) {
        try {
            Files.move(folder, home.directory().resolve("lost"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** To the host, which looks for the file. */
    private void tell(String file, String text) {
        try {
            Files.writeString(home.directory().resolve(file), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
