package dev.understudy.targets.runtime;

import dev.understudy.odoo.conf.OutgoingMail;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.host.Walls;
import dev.understudy.targets.runtime.Instance.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Settings of an environment in a test's folder. */
final class Settings {

    private Settings() {}

    /** Run by whoever runs the tests. */
    static OdooSetting in(Path home) throws IOException {
        Path data = Files.createDirectories(home.resolve("data"));
        return with("", data, Files.createDirectories(home.resolve("env")), List.of(), List.of(), LoopbackPorts.free());
    }

    static OdooSetting with(
            String user, Path data, Path directory, List<Path> addons, List<Path> externalPaths, int port) {
        return with(user, data, directory, addons, List.of(), externalPaths, port);
    }

    /** With Python packages of the release's. */
    static OdooSetting asking(List<Path> packages) {
        return with("", Path.of("/var/lib/us/data"), Path.of("/var/lib/us/env"), List.of(), packages, List.of(), 8069);
    }

    private static OdooSetting with(
            String user,
            Path data,
            Path directory,
            List<Path> addons,
            List<Path> packages,
            List<Path> externalPaths,
            int port) {
        return new OdooSetting(
                new OdooSetting.Tenant("staging", user, Walls.NONE),
                "19.0",
                new OdooSetting.DatabaseLogin("acme", 5433, "s3cret"),
                new OdooSetting.Code(addons, packages),
                new OdooSetting.Places(data, directory, externalPaths),
                new OdooSetting.Seat(Slot.BLUE, port, port + 1, 0),
                new OdooSetting.Conduct(false, OutgoingMail.NONE, Map.of()));
    }
}
