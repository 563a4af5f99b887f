package dev.understudy.targets.python;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A repository that asks for Python packages.
 *
 * @param requirements its {@link PythonPackages#REQUIREMENTS}, in its folder
 * @param url where the repository is
 */
public record Asking(Path requirements, String url) {

    Path repository() {
        return Objects.requireNonNull(requirements.getParent());
    }

    /** {@code REPOSITORY/requirements.txt}. */
    String shown() {
        return requirements
                .subpath(requirements.getNameCount() - 2, requirements.getNameCount())
                .toString();
    }
}
