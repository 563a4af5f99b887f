package dev.understudy.targets.git;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Credentials;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a repository is, as git takes it: an address, {@code user@host:path}, or an absolute path. Never shown with the
 * credentials that may stand in it.
 */
record RepositoryUrl(String text) {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** {@code helper::address} lets git run a program of the address's choice. */
    private static final Pattern HELPER = Pattern.compile("[A-Za-z0-9+.-]*::.*");

    private static final String FILE = "file://";

    RepositoryUrl {
        if (text.isBlank()
                || text.startsWith("-")
                || CONTROL.matcher(text).find()
                || HELPER.matcher(text).matches()) {
            throw Fault.usage("git.bad-url", Credentials.redacted(text)).exception();
        }
    }

    /** The address without its credentials. */
    String shown() {
        return Credentials.redacted(text);
    }

    boolean holdsCredentials() {
        return !shown().equals(text);
    }

    /** The folder, when the repository is on the host itself. */
    Optional<Path> folder() {
        String path = text.startsWith(FILE) ? text.substring(FILE.length()) : text;
        return path.startsWith("/") ? Optional.of(Path.of(path)) : Optional.empty();
    }

    @Override
    public String toString() {
        return shown();
    }
}
