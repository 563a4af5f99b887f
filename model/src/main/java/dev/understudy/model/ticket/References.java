package dev.understudy.model.ticket;

import dev.understudy.model.release.ReleaseChanges.Commit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tickets that commits speak of: in the subject, in the text under it and in its trailers.
 *
 * <p>What has a number of somebody else's is passed over: commits that came by a merge of another repository, the numbers
 * of merge requests that hosts of git write into messages ({@code Merge pull request #12}, and {@code (#12)} at the end of
 * a subject), and what is named with its repository, as {@code OCA/web#12}.
 */
public final class References {

    /** Where the number stands in a way of writing; without it, at the end. */
    public static final String NUMBER = "{}";

    private static final String DIGITS = "([1-9][0-9]{0,17})(?![0-9])(?!\\.[0-9])";

    /** In front of a reference stands no letter, no digit, and nothing by which a repository is named. */
    private static final String BEFORE = "(?<![\\p{L}\\p{N}_/.#&-])";

    private static final Pattern OF_THE_HOST = Pattern.compile(
            "(?m)^(?:Merge pull request #[0-9]+ from .*|See merge request .*|Merged in .* \\(pull request #[0-9]+\\))$");

    private static final Pattern SQUASHED = Pattern.compile("\\s*\\((?:#|!|PR #)[0-9]+\\)\\s*$");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"'`\\])]+");
    private static final Pattern PATH_OF_TASKS =
            Pattern.compile("/odoo/(?:[^?#]*/)?(?:tasks|my-tasks|all-tasks)/([1-9][0-9]{0,17})(?=[/?#]|$)");
    private static final Pattern PATH_OF_PORTAL = Pattern.compile("/my/tasks?/([1-9][0-9]{0,17})(?=[/?#]|$)");
    private static final String TASKS = "project.task";

    private final List<Pattern> ways;
    private final boolean squashed;
    private final Predicate<String> links;
    private final List<Pattern> places;

    /**
     * @param ways of writing a reference, as {@code task-}, {@code task {}} or {@code [T-{}]}; in small letters or large, and a
     *     blank stands for any. The number stands where {@link #NUMBER} does, else at the end
     * @param model of the tickets, for links to Odoo
     * @param address where production's users reach it; empty when the file does not say, and links say nothing then
     */
    public References(Collection<String> ways, String model, Optional<String> address) {
        this.ways = ways.stream().map(References::pattern).toList();
        this.squashed = ways.stream().noneMatch(way -> way.startsWith("(#") || way.startsWith("(!"));
        this.links = address.map(References::host)
                .<Predicate<String>>map(host -> link -> host(link).equals(host))
                .orElse(link -> false);
        this.places = places(model);
    }

    private static Pattern pattern(String way) {
        String whole = way.contains(NUMBER) ? way : way + NUMBER;
        int at = whole.indexOf(NUMBER);
        return Pattern.compile(
                BEFORE + quoted(whole.substring(0, at)) + DIGITS + quoted(whole.substring(at + NUMBER.length())),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String quoted(String text) {
        return Stream.of(text.split(" ", -1)).map(Pattern::quote).collect(Collectors.joining("[ \\t]+"));
    }

    private static List<Pattern> places(String model) {
        String quoted = Pattern.quote(model);
        List<Pattern> places = new ArrayList<>(List.of(
                Pattern.compile("/odoo/(?:[^?#]*/)?" + quoted + "/([1-9][0-9]{0,17})(?=[/?#]|$)"),
                Pattern.compile("[#?&](?:res_)?id=([1-9][0-9]{0,17})(?=&.*[#?&]?model=" + quoted + "(?:&|$))"),
                Pattern.compile("[#?&]model=" + quoted + "&(?:.*&)?(?:res_)?id=([1-9][0-9]{0,17})(?=&|$)")));
        if (model.equals(TASKS)) {
            places.add(PATH_OF_TASKS);
            places.add(PATH_OF_PORTAL);
        }
        return List.copyOf(places);
    }

    /** Of a release's commits, each number once. */
    public SortedSet<Long> in(Collection<Commit> commits) {
        SortedSet<Long> found = new TreeSet<>();
        for (Commit commit : commits) {
            if (!commit.elsewhere()) {
                read(commit, found);
            }
        }
        return found;
    }

    private void read(Commit commit, SortedSet<Long> found) {
        String subject = squashed ? SQUASHED.matcher(commit.subject()).replaceFirst("") : commit.subject();
        String text = OF_THE_HOST.matcher(subject + "\n" + commit.body()).replaceAll("");
        for (Matcher link = LINK.matcher(text); link.find(); ) {
            if (links.test(link.group())) {
                places.forEach(place -> numbers(place, link.group(), found));
            }
        }
        String rest = LINK.matcher(text).replaceAll(" ");
        ways.forEach(way -> numbers(way, rest, found));
    }

    private static void numbers(Pattern pattern, String text, SortedSet<Long> found) {
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            found.add(Long.parseLong(matcher.group(1)));
        }
    }

    /** A link's host, with its port. */
    private static String host(String link) {
        return link.replaceFirst("^[a-zA-Z]+://", "")
                .replaceFirst("[/?#].*$", "")
                .toLowerCase(Locale.ROOT);
    }
}
