package dev.understudy.cli;

import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.ProjectView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which project a command is for that names none. */
final class MeantProject {

    private MeantProject() {}

    /**
     * The project whose file is in this folder or one above it; else the only one that there is.
     *
     * @throws dev.understudy.model.fault.FaultException {@code cli.project-not-added} when the folder has a file that is
     *     no project of the service: another one must not be taken for it; {@code cli.which-project} and {@code
     *     cli.no-projects}
     */
    static String of(List<ProjectView> projects, Path folder) {
        Optional<Path> here = above(folder);
        if (here.isPresent()) {
            return projects.stream()
                    .filter(project -> same(Path.of(project.file()), here.get()))
                    .map(ProjectView::name)
                    .findFirst()
                    .orElseThrow(() ->
                            Fault.usage("cli.project-not-added", here.get()).exception());
        }
        return switch (projects.size()) {
            case 0 -> throw Fault.usage("cli.no-projects").exception();
            case 1 -> projects.getFirst().name();
            default ->
                throw Fault.usage(
                                "cli.which-project",
                                String.join(
                                        ", ",
                                        projects.stream().map(ProjectView::name).toList()))
                        .exception();
        };
    }

    private static Optional<Path> above(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(ProjectFile.NAME))) {
                return Optional.of(at.resolve(ProjectFile.NAME));
            }
        }
        return Optional.empty();
    }

    private static boolean same(Path one, Path other) {
        try {
            return one.equals(other) || (Files.exists(one) && Files.isSameFile(one, other));
        } catch (IOException unreadable) {
            return false;
        }
    }
}
