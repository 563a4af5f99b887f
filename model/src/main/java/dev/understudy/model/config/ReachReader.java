package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code reach}: with whom copies may speak. */
final class ReachReader {

    static final List<String> KEYS = List.of("host", "port", "environments");

    /** The copies that rehearsals make, which stand in no file. */
    private static final String REHEARSAL = "rehearsal";

    private static final int LAST_PORT = 65535;

    private final Map<String, EnvironmentSettings> environments;

    ReachReader(Map<String, EnvironmentSettings> environments) {
        this.environments = environments;
    }

    List<Reach> read(Value value) {
        List<Reach> all = new ArrayList<>();
        for (Value element : value.list()) {
            Section section = new Section(element, KEYS);
            Optional<String> host = section.required("host", "host: sandbox.carrier.example")
                    .flatMap(text -> text.text(Forms.HOST, "config.bad-host"))
                    .map(text -> text.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", ""));
            OptionalInt port = section.required("port", "port: 443")
                    .map(number -> number.whole(1, LAST_PORT))
                    .orElse(OptionalInt.empty());
            Set<String> named = section.required("environments", "environments: [staging]")
                    .map(this::named)
                    .orElse(Set.of());
            host.filter(this::ofProduction)
                    .ifPresent(found -> section.value("host")
                            .ifPresent(text -> text.problem(Fault.usage("config.reach-of-production", found))));
            if (host.isPresent() && port.isPresent() && !named.isEmpty()) {
                all.add(new Reach(host.get(), port.getAsInt(), named));
            }
        }
        return all;
    }

    private Set<String> named(Value value) {
        ProjectReader.notEmpty(value);
        Set<String> names = new LinkedHashSet<>();
        Set<String> known = new TreeSet<>(environments.keySet());
        known.remove(Project.PRODUCTION);
        known.add(REHEARSAL);
        for (Value element : value.list()) {
            element.text().ifPresent(name -> {
                if (known.contains(name)) {
                    names.add(name);
                } else {
                    element.problem(Fault.usage(
                            "config.no-such-copy", element.path(), Value.shown(name), String.join(", ", known)));
                }
            });
        }
        return names;
    }

    /** What else production uses stands in its database, and is looked at when a copy starts. */
    private boolean ofProduction(String host) {
        return Optional.ofNullable(environments.get(Project.PRODUCTION))
                .flatMap(EnvironmentSettings::url)
                .map(url -> url.toLowerCase(Locale.ROOT)
                        .replaceFirst("^[a-z]+://", "")
                        .replaceFirst("[:/].*$", ""))
                .filter(host::equals)
                .isPresent();
    }
}
