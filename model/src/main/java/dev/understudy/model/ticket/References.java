package dev.understudy.model.ticket;

import java.util.Collection;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tickets that commits speak of. */
public final class References {

    private References() {}

    /**
     * The numbers in the subjects of commits.
     *
     * @param prefix what stands before a number, as {@code task-}, in small letters or large; not in the middle of a word
     */
    public static SortedSet<Long> in(Collection<String> subjects, String prefix) {
        Pattern reference = Pattern.compile(
                "(?<![\\p{L}\\p{N}_-])" + Pattern.quote(prefix.toLowerCase(Locale.ROOT)) + "([1-9][0-9]{0,17})(?!\\d)");
        SortedSet<Long> found = new TreeSet<>();
        for (String subject : subjects) {
            Matcher matcher = reference.matcher(subject.toLowerCase(Locale.ROOT));
            while (matcher.find()) {
                found.add(Long.parseLong(matcher.group(1)));
            }
        }
        return found;
    }
}
