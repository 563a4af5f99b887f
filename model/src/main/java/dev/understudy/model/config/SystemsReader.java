package dev.understudy.model.config;

import dev.understudy.model.readiness.OutsideSystem;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code systems}: what talks with production's Odoo. */
final class SystemsReader {

    static final List<String> KEYS = List.of("name", "modules");

    private SystemsReader() {}

    static List<OutsideSystem> read(Value value) {
        List<OutsideSystem> all = new ArrayList<>();
        for (Value element : value.list()) {
            Section section = new Section(element, KEYS);
            List<String> modules = section.value("modules")
                    .map(named -> named.texts(Forms.MODULES, "config.bad-module"))
                    .orElse(List.of());
            section.required("name", "name: carrier")
                    .flatMap(text -> text.text(Forms.NAME, "config.bad-name"))
                    .ifPresent(name -> all.add(new OutsideSystem(name, modules)));
        }
        return all;
    }
}
