package dev.understudy.process.support;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.config.Project;
import dev.understudy.model.support.Roster.Touched;
import dev.understudy.targets.postgres.Doors;
import dev.understudy.targets.postgres.Reader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What production's users know of its modules: how Odoo names them, and what they extend. */
public final class Applications {

    /** Translated texts are JSON from Odoo 16 on. */
    private static final String NAMES = """
            SELECT m.name, coalesce(to_jsonb(m.shortdesc) ->> 'en_US', to_jsonb(m.shortdesc) #>> '{}')
              FROM public.ir_module_module m WHERE m.name = ANY (string_to_array(?, ','))""";

    private static final String DEPENDENCIES = """
            SELECT m.name, d.name
              FROM public.ir_module_module m JOIN public.ir_module_module_dependency d ON d.module_id = m.id
             WHERE m.name = ANY (string_to_array(?, ','))""";

    private final Environments environments;
    private final Function<Environment, Optional<Doors>> databases;

    /**
     * @param databases an environment's database; empty while it does not run
     */
    public Applications(Environments environments, Function<Environment, Optional<Doors>> databases) {
        this.environments = environments;
        this.databases = databases;
    }

    /** In the order of their technical names, which they have where production cannot be asked. */
    public List<Touched> of(Set<String> modules) {
        Map<String, String> names = new TreeMap<>();
        Map<String, Set<String>> extended = new TreeMap<>();
        modules.forEach(module -> names.put(module, module));
        Optional<Reader> production =
                environments.find(Project.PRODUCTION).flatMap(databases).map(Doors::reader);
        if (production.isPresent() && !modules.isEmpty()) {
            String asked = String.join(",", modules);
            production.get().rows(NAMES, asked).stream()
                    .filter(row -> !row.get(1).isEmpty())
                    .forEach(row -> names.put(row.get(0), row.get(1)));
            production
                    .get()
                    .rows(DEPENDENCIES, asked)
                    .forEach(row -> extended.computeIfAbsent(row.get(0), module -> new TreeSet<>())
                            .add(row.get(1)));
        }
        return names.entrySet().stream()
                .map(entry ->
                        new Touched(entry.getKey(), entry.getValue(), extended.getOrDefault(entry.getKey(), Set.of())))
                .toList();
    }
}
