package dev.understudy.targets.git;

import dev.understudy.targets.git.Mirror.Commit;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What git's log says of commits, and which of them another repository's people made: those that came by a merge whose
 * message names that repository, as git writes it, and what git-subtree put together of another's history.
 */
final class LoggedCommits {

    /** Words of a commit in git's log, each ended by NUL. */
    static final String FORMAT = "%H%x00%an%x00%ct%x00%P%x00%s%x00";

    private static final int WORDS = 6;

    /** Characters of a message that are kept. */
    private static final int KEPT = 4000;

    /** {@code Merge branch '19.0' of https://git.example/oca/web}, with or without where it goes. */
    private static final Pattern PULLED = Pattern.compile("^Merge .+ of (\\S+)(?: into .+)?$");

    private static final Pattern TRACKED = Pattern.compile("'([^'/]+)/[^']+'");
    private static final Pattern WITH_HOST = Pattern.compile("^(?:[a-z+]+://|[^/\\s]+@?[^/\\s]*:(?!//)).+");
    private static final Pattern SUBTREE = Pattern.compile("(?m)^git-subtree-(?:split|mainline): [0-9a-f]{7,40}$");
    private static final Pattern BROUGHT_BACK = Pattern.compile("(?m)^X-original-commit: \\S+/\\S+@[0-9a-f]{7,40}$");

    private final String url;

    /** @param url of the repository itself */
    LoggedCommits(String url) {
        this.url = place(url);
    }

    private record Logged(String hash, String author, Instant at, List<String> parents, String subject, String body) {}

    /** The commits of a log in {@link #FORMAT} and the body, in its order. */
    List<Commit> read(String log) {
        String[] words = log.split("\0", -1);
        Map<String, Logged> logged = new LinkedHashMap<>();
        for (int i = 0; i + WORDS <= words.length - 1; i += WORDS) {
            logged.put(
                    words[i],
                    new Logged(
                            words[i],
                            words[i + 1],
                            Instant.ofEpochSecond(Long.parseLong(words[i + 2])),
                            Stream.of(words[i + 3].split(" ", -1))
                                    .filter(parent -> !parent.isEmpty())
                                    .toList(),
                            words[i + 4],
                            words[i + 5]));
        }
        Set<String> elsewhere = elsewhere(logged);
        List<Commit> commits = new ArrayList<>();
        for (Logged one : logged.values()) {
            commits.add(new Commit(
                    one.hash(),
                    one.author(),
                    one.at(),
                    one.subject(),
                    kept(one.body()),
                    elsewhere.contains(one.hash())));
        }
        return List.copyOf(commits);
    }

    /** What is reachable by the later parents of such a merge and not by its first; and the merge, which quotes them. */
    private Set<String> elsewhere(Map<String, Logged> logged) {
        Set<String> elsewhere = new HashSet<>();
        for (Logged one : logged.values()) {
            if (SUBTREE.matcher(one.body()).find()
                    || BROUGHT_BACK.matcher(one.body()).find()) {
                elsewhere.add(one.hash());
            }
            if (one.parents().size() > 1 && foreign(one.subject())) {
                Set<String> own = reachable(one.parents().subList(0, 1), logged);
                Set<String> brought =
                        reachable(one.parents().subList(1, one.parents().size()), logged);
                brought.removeAll(own);
                elsewhere.addAll(brought);
                elsewhere.add(one.hash());
            }
        }
        return elsewhere;
    }

    private boolean foreign(String subject) {
        if (subject.startsWith("Merge remote-tracking branch")) {
            return TRACKED.matcher(subject)
                    .results()
                    .map(found -> found.group(1))
                    .anyMatch(name -> !name.equals("origin"));
        }
        Matcher pulled = PULLED.matcher(subject);
        return pulled.matches()
                && WITH_HOST.matcher(pulled.group(1)).matches()
                && !place(pulled.group(1)).equals(url);
    }

    private static Set<String> reachable(List<String> from, Map<String, Logged> logged) {
        Set<String> seen = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(from);
        while (!next.isEmpty()) {
            Logged one = logged.get(next.pop());
            if (one != null && seen.add(one.hash())) {
                next.addAll(one.parents());
            }
        }
        return seen;
    }

    /** The last two names of an address: it is spelt in many ways, with a user or without, by ssh or by https. */
    private static String place(String url) {
        String[] names = url.toLowerCase(Locale.ROOT)
                .replaceFirst("/+$", "")
                .replaceFirst("\\.git$", "")
                .replace(':', '/')
                .split("/+", -1);
        int last = names.length - 1;
        return last < 1 ? names[last] : names[last - 1] + "/" + names[last];
    }

    private static String kept(String body) {
        String whole = body.strip();
        if (whole.length() <= KEPT) {
            return whole;
        }
        int half = KEPT / 2;
        // Trailers are at the end.
        return sound(whole.substring(0, half)) + "\n[...]\n" + sound(whole.substring(whole.length() - half));
    }

    /** Without half a character at either end. */
    private static String sound(String cut) {
        String end = Character.isHighSurrogate(cut.charAt(cut.length() - 1)) ? cut.substring(0, cut.length() - 1) : cut;
        return Character.isLowSurrogate(end.charAt(0)) ? end.substring(1) : end;
    }
}
