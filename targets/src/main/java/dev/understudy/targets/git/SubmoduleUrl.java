package dev.understudy.targets.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the submodules of a repository are. What {@code .gitmodules} says is a committer's word: it leads to other servers
 * as any address may, but to this machine only from a repository that is here itself, and then to its neighbours alone:
 * Understudy may read repositories here that the committer may not.
 *
 * @param parent the repository that holds {@code .gitmodules}
 * @param operators the one that the operator has named, and that the parent belongs to
 */
record SubmoduleUrl(RepositoryUrl parent, RepositoryUrl operators) {

    private static final Pattern WEB =
            Pattern.compile("(?i)(?<scheme>https?)://(?:(?<user>[^/@]*(?:@[^/@]*)*)@)?(?<host>[^/@]+)(?<path>/.*)?");
    private static final Pattern REMOTE = Pattern.compile("(?i)(?:https?|ssh|git)://[^/\\s-][^/\\s]*/\\S+"
            + "|(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9][A-Za-z0-9.-]*:(?![/:])[^\\s-]\\S*");
    /** What answers there trusts this machine. */
    private static final Pattern LOOPBACK = Pattern.compile(
            "(?i)^(?:[a-z+.-]+://)?(?:[^/@]*@)*(?:localhost|127\\.[0-9.]*|0\\.0\\.0\\.0|0|169\\.254\\.[0-9.]*|\\[[^]]*])(?:[:/]|$)");

    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?:[^/]*@)?(?<host>\\[[^]]*]|[^:/]+)");

    private static final Pattern RELATIVE = Pattern.compile("\\.\\.?/.*");

    /** What may not be cut off when one goes up from an address: its server. */
    private static final Pattern SERVER = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/]*");

    /** The address that {@code .gitmodules} means; empty for one that is not followed. */
    Optional<RepositoryUrl> of(String said) {
        if (RELATIVE.matcher(said).matches()) {
            return relative(said).map(RepositoryUrl::new).filter(this::follows);
        }
        if (LOOPBACK.matcher(said).find() && !LOOPBACK.matcher(parent.text()).find()) {
            return Optional.empty();
        }
        if (REMOTE.matcher(said).matches()) {
            return Optional.of(new RepositoryUrl(withCredentials(said)));
        }
        boolean here = said.startsWith("/") || said.startsWith("file:///");
        return here ? Optional.of(new RepositoryUrl(said)).filter(this::follows) : Optional.empty();
    }

    /**
     * Whether an address leads to a server that the operator has not named: what it is called then says nothing about where
     * it is.
     */
    boolean elsewhere(RepositoryUrl address) {
        String server = server(address);
        return !server.isEmpty()
                && !server.equals(server(operators))
                && !LOOPBACK.matcher(parent.text()).find();
    }

    private static String server(RepositoryUrl address) {
        Matcher host = HOST.matcher(address.folder().isPresent() ? "" : address.text());
        return host.lookingAt() ? host.group("host").toLowerCase(Locale.ROOT) : "";
    }

    private boolean follows(RepositoryUrl address) {
        return address.folder()
                .map(folder -> operators
                        .folder()
                        .map(known -> real(folder)
                                .startsWith(real(known).resolve("..").normalize()))
                        .orElse(false))
                .orElse(true);
    }

    /** A folder's own place: a link that was committed may lead from the neighbourhood to anywhere. */
    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException absent) {
            return folder.toAbsolutePath().normalize();
        }
    }

    /** As git does it (git-submodule(1)): beside the parent, one folder up for each {@code ../}. */
    private Optional<String> relative(String said) {
        String base = parent.text().replaceAll("/+$", "");
        Matcher server = SERVER.matcher(base);
        int least = server.lookingAt() ? server.end() : 0;
        String rest = said;
        char joint = '/';
        while (RELATIVE.matcher(rest).matches()) {
            if (rest.startsWith("../")) {
                int cut = base.lastIndexOf('/');
                if (cut < least && least == 0 && joint == '/') {
                    cut = base.indexOf(':');
                    joint = ':';
                }
                if (cut < least || cut < 0) {
                    return Optional.empty();
                }
                base = base.substring(0, cut);
            }
            rest = rest.substring(rest.indexOf('/') + 1);
        }
        return rest.isEmpty() ? Optional.empty() : Optional.of(base + joint + rest);
    }

    /** The parent's credentials are for its server, and go nowhere else. */
    private String withCredentials(String said) {
        Matcher ours = WEB.matcher(parent.text());
        Matcher theirs = WEB.matcher(said);
        boolean same = ours.matches()
                && theirs.matches()
                && ours.group("user") != null
                && theirs.group("user") == null
                && ours.group("scheme").equalsIgnoreCase(theirs.group("scheme"))
                && ours.group("host").equalsIgnoreCase(theirs.group("host"));
        return same
                ? theirs.group("scheme") + "://" + ours.group("user") + "@" + theirs.group("host")
                        + theirs.group("path")
                : said;
    }
}
