package dev.understudy.model.config;

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
                section.required("config", "config: /etc/odoo/odoo.conf").flatMap(Forms::path);
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
                section.value("filestore").flatMap(Forms::path),
                section.value("server_container").flatMap(name -> name.text(Forms.CONTAINER, "config.bad-container")));
    }

    private static OptionalInt port(Value value) {
        return value.whole(1, 65_535);
    }

    private static List<String> words(Section section, String key, String example) {
        return section.required(key, example)
                .map(value -> value.texts(Forms.ARGUMENT, "config.bad-argument"))
                .orElse(List.of());
    }
}
