package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.server.beginning.FirstUse;
import java.nio.file.Path;
import java.util.Locale;

/** The projects of the service, for who brings a new one. */
public record ProjectRegister(Projects projects) implements FirstUse.Register {

    @Override
    public void requireFree(String name, Path file) {
        projects.all(Locale.ENGLISH).stream()
                .filter(project ->
                        project.name().equals(name) && !Path.of(project.file()).equals(file))
                .findFirst()
                .ifPresent(other -> {
                    throw Fault.refused("server.project-name-taken", name, other.file())
                            .exception();
                });
    }

    @Override
    public String takeIn(Path file) {
        return projects.add(file, Locale.ENGLISH).name();
    }
}
