package dev.understudy.targets.python;

import dev.understudy.model.release.PythonPackage;
import java.nio.file.Path;
import java.util.List;

/**
 * A wheel that was built here, in a folder that is never changed.
 *
 * @param file its path
 * @param origin what its source was
 * @param from where that came from, without credentials
 * @param source {@code sha256:HEX} or {@code git:COMMIT}
 * @param sha256 of the wheel
 * @param builtWith the wheels that it was built with
 */
record BuiltWheel(
        String file, PythonPackage.Origin origin, String from, String source, String sha256, List<String> builtWith) {

    BuiltWheel {
        builtWith = List.copyOf(builtWith);
    }

    /** As pip tells it in its report. */
    String url() {
        return Path.of(file).toUri().toString();
    }
}
