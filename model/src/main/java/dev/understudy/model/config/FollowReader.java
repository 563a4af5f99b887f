package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code follows}: the Odoo that production is a copy of. */
final class FollowReader {

    static final List<String> KEYS =
            List.of("config", "database", "filestore", "server_container", "port", "websocket", "stop", "start");

    private FollowReader() {}

    /** Empty, with a problem, when something that it needs is missing. */
    static Optional<FollowSettings> read(Value value) {
        Section section = new Section(value, KEYS);
        Optional<Path> config =
                section.required("config", "config: /etc/odoo/odoo.conf").flatMap(FollowReader::lasting);
        OptionalInt port =
                section.required("port", "port: 8069").map(FollowReader::port).orElse(OptionalInt.empty());
        List<String> stop = words(section, "stop", "stop: [systemctl, disable, --now, odoo]");
        List<String> start = words(section, "start", "start: [systemctl, enable, --now, odoo]");
        if (config.isEmpty() || port.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FollowSettings(
                config.get(),
                data(section),
                port.getAsInt(),
                section.value("websocket").map(FollowReader::port).orElse(OptionalInt.empty()),
                stop,
                start));
    }

    private static FollowSettings.Data data(Section section) {
        return new FollowSettings.Data(
                section.value("database")
                        .flatMap(name -> name.text(Forms.FOREIGN_DATABASE, "config.bad-foreign-database"))
                        .orElse(""),
                section.value("filestore").flatMap(FollowReader::lasting),
                section.value("server_container").flatMap(name -> name.text(Forms.CONTAINER, "config.bad-container")));
    }

    /** A path that is there while the old installation is stopped. */
    private static Optional<Path> lasting(Value value) {
        Optional<Path> path = Forms.path(value);
        if (path.filter(named -> named.startsWith("/proc")).isPresent()) {
            value.problem(Fault.usage("config.gone-with-process", value.path(), value.shown()));
            return Optional.empty();
        }
        return path;
    }

    private static OptionalInt port(Value value) {
        return value.whole(1, 65_535);
    }

    private static List<String> words(Section section, String key, String example) {
        Optional<Value> value = section.required(key, example);
        List<String> words = value.map(given -> given.texts(Forms.ARGUMENT, "config.bad-argument"))
                .orElse(List.of());
        if (value.isPresent() && words.isEmpty()) {
            value.get().problem(Fault.usage("config.no-command", value.get().path(), example));
        }
        return words;
    }
}
