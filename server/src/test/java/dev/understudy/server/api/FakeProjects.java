package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.ProjectView;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Projects in memory, of which {@code acme} has a desk. */
public final class FakeProjects implements Projects {

    private final Desk acme;
    private final Map<String, Path> files = new TreeMap<>(Map.of("acme", Path.of("/srv/acme/understudy.yaml")));

    public FakeProjects(Desk acme) {
        this.acme = acme;
    }

    @Override
    public List<ProjectView> all(Locale locale) {
        return files.entrySet().stream()
                .map(entry -> view(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public Desk desk(String project) {
        if (!project.equals("acme")) {
            throw Fault.usage("server.project-not-found", project).exception();
        }
        return acme;
    }

    @Override
    public ProjectView add(Path file, Locale locale) {
        String name = file.resolveSibling("").getFileName().toString();
        files.put(name, file);
        return view(name, file);
    }

    @Override
    public void remove(String project) {
        if (files.remove(project) == null) {
            throw Fault.usage("server.project-not-found", project).exception();
        }
    }

    private static ProjectView view(String name, Path file) {
        return new ProjectView(name, file.toString(), "/var/lib/understudy", "ready", null);
    }
}
