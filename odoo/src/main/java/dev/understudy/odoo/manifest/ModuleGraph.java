package dev.understudy.odoo.manifest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Modules and what they depend on. Of modules with the same name the first counts, as on {@code addons_path}. */
public final class ModuleGraph {

    private final Map<String, Manifest> modules = new TreeMap<>();

    /** Only installable modules count: to Odoo the others are not there. */
    public ModuleGraph(Collection<Manifest> manifests) {
        for (Manifest manifest : manifests) {
            if (manifest.installable()) {
                modules.putIfAbsent(manifest.module(), manifest);
            }
        }
    }

    /**
     * A dependency that is not there.
     *
     * @param module the one that asks
     * @param dependency what it asks for
     */
    public record Missing(String module, String dependency) {}

    public boolean contains(String module) {
        return modules.containsKey(module);
    }

    /** The names, sorted. */
    public SortedSet<String> names() {
        return new TreeSet<>(modules.keySet());
    }

    /** Dependencies that no module of the graph fulfils, sorted by module. */
    public List<Missing> missing() {
        return modules.values().stream()
                .flatMap(manifest -> manifest.depends().stream()
                        .filter(dependency -> !contains(dependency))
                        .map(dependency -> new Missing(manifest.module(), dependency)))
                .toList();
    }

    /** Circles of dependencies, each once, as a walk that ends where it began: {@code [a, b, a]}. */
    public List<List<String>> cycles() {
        var cycles = new ArrayList<List<String>>();
        var done = new HashSet<String>();
        for (String start : modules.keySet()) {
            if (!done.contains(start)) {
                walk(start, done, cycles);
            }
        }
        return List.copyOf(cycles);
    }

    private void walk(String start, Set<String> done, List<List<String>> cycles) {
        var path = new LinkedHashSet<String>();
        Deque<Deque<String>> ahead = new ArrayDeque<>();
        path.add(start);
        ahead.push(new ArrayDeque<>(present(start)));
        while (!ahead.isEmpty()) {
            String next = ahead.element().poll();
            if (next == null) {
                ahead.pop();
                done.add(path.removeLast());
            } else if (path.contains(next)) {
                cycles.add(circle(path, next));
            } else if (!done.contains(next)) {
                path.add(next);
                ahead.push(new ArrayDeque<>(present(next)));
            }
        }
    }

    private static List<String> circle(Collection<String> path, String back) {
        var circle = new ArrayList<String>();
        for (String module : path) {
            if (!circle.isEmpty() || module.equals(back)) {
                circle.add(module);
            }
        }
        circle.add(back);
        return List.copyOf(circle);
    }

    /**
     * The order in which Odoo loads the modules: by the longest way down to base, then by name. Modules whose
     * dependencies are missing or circular are left out, as Odoo leaves them out.
     */
    public List<String> loadOrder() {
        Map<String, Integer> depths = depths();
        return depths.keySet().stream()
                .sorted(Comparator.<String>comparingInt(module -> depths.getOrDefault(module, 0))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private Map<String, Integer> depths() {
        var depths = new HashMap<String, Integer>();
        boolean found = true;
        while (found) {
            found = false;
            for (Manifest manifest : modules.values()) {
                if (!depths.containsKey(manifest.module()) && depths.keySet().containsAll(manifest.depends())) {
                    int depth = manifest.depends().stream()
                            .mapToInt(dependency -> depths.getOrDefault(dependency, 0) + 1)
                            .max()
                            .orElse(0);
                    depths.put(manifest.module(), depth);
                    found = true;
                }
            }
        }
        return depths;
    }

    /** These modules and all that depend on them, near and far: what {@code -u} updates of what is installed. */
    public SortedSet<String> withDependents(Collection<String> names) {
        var reached = new TreeSet<>(names);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Manifest manifest : modules.values()) {
                if (!reached.contains(manifest.module())
                        && manifest.depends().stream().anyMatch(reached::contains)) {
                    grown |= reached.add(manifest.module());
                }
            }
        }
        return reached;
    }

    /** These modules and all that they depend on, near and far, as far as they are in the graph. */
    public SortedSet<String> withDependencies(Collection<String> names) {
        var reached = new TreeSet<String>();
        Deque<String> ahead = new ArrayDeque<>(names);
        while (!ahead.isEmpty()) {
            String module = ahead.remove();
            if (contains(module) && reached.add(module)) {
                ahead.addAll(present(module));
            }
        }
        return reached;
    }

    private List<String> present(String module) {
        Manifest manifest = modules.get(module);
        return manifest == null
                ? List.of()
                : manifest.depends().stream().filter(this::contains).toList();
    }
}
