package dev.understudy.model.release;

import java.util.List;
import java.util.Locale;

/**
 * A Python package that a release has, frozen.
 *
 * @param origin what it was before it was installed
 * @param from where it came from: an address without credentials, {@code #subdirectory=} with it where it is a part, or a
 *     folder of the release's code
 * @param version of the package
 * @param source what that was: {@code sha256:HEX} of the file or folder, or {@code git:COMMIT}
 * @param wheel the SHA-256 of the wheel that was installed, in hexadecimal; empty where the index does not tell
 * @param builtWith the wheels that it was built with, {@code FILE sha256:HEX}; none for what came as a wheel
 */
public record PythonPackage(
        String name, String version, Origin origin, String from, String source, String wheel, List<String> builtWith) {

    /** What packages come as. */
    public enum Origin {
        /** Ready to be installed. */
        WHEEL,
        /** An archive of its source, built here. */
        SOURCE,
        /** A commit of a git repository, built here. */
        GIT,
        /** A folder of the release's own code, built here. */
        FOLDER
    }

    public PythonPackage {
        builtWith = List.copyOf(builtWith);
    }

    /** {@code NAME==VERSION}. */
    public String pinned() {
        return name + "==" + version;
    }

    /** A line of a requirements file that asks for it elsewhere; a comment where no index and no repository has it. */
    public String requirement() {
        return switch (origin) {
            case WHEEL, SOURCE -> pinned();
            case GIT -> {
                String[] place = from.split("#", 2);
                String below = place.length < 2 ? "" : "#" + place[1];
                yield name + " @ git+" + place[0] + "@" + source.substring(source.indexOf(':') + 1) + below;
            }
            case FOLDER -> "# " + pinned() + " is the folder " + from + " of a repository";
        };
    }

    /** For people: {@code NAME==VERSION source ADDRESS sha256:HEX}. */
    public String shown() {
        return String.join(" ", pinned(), origin.name().toLowerCase(Locale.ROOT), from, source)
                .strip();
    }
}
