package dev.understudy.engine.watch;

import dev.understudy.targets.edge.AccessEntry;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pages that most of the lately answered requests asked for, and that can be asked for once more without effect: those
 * that name no record, carry no key and end no session.
 */
public final class PagesInUse implements Consumer<AccessEntry> {

    /** How far back is looked. */
    public static final Duration LATELY = Duration.ofHours(1);

    /** Everybody passes it. */
    private static final String SIGN_IN = "/web/login";

    private static final int MOST = 5;

    /** What is asked for less often is slow for the first of few. */
    private static final int FEWEST = 3;

    /** Pages that are told apart: others that come later are passed over. */
    private static final int PAGES = 1000;

    private static final int OK = 200;

    private static final Pattern NOT_AGAIN = Pattern.compile("\\d|[A-Za-z0-9_-]{24,}|/session/|logout|unsubscribe");

    private final Map<String, Integer> asked = new HashMap<>();

    @Override
    public void accept(AccessEntry entry) {
        String path = entry.path();
        if (!entry.method().equals("GET")
                || entry.status() != OK
                || !Answers.timed(entry)
                || NOT_AGAIN.matcher(path).find()) {
            return;
        }
        if (asked.size() < PAGES || asked.containsKey(path)) {
            asked.merge(path, 1, Integer::sum);
        }
    }

    /** Their paths: the one to sign in first, then what was asked for most, five in all. */
    public List<String> most() {
        Stream<String> others = asked.entrySet().stream()
                .filter(page -> page.getValue() >= FEWEST && !page.getKey().equals(SIGN_IN))
                .sorted(Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Entry.comparingByKey()))
                .map(Entry::getKey);
        return Stream.concat(Stream.of(SIGN_IN), others).limit(MOST).toList();
    }
}
