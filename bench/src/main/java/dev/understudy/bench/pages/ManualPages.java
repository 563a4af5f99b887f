package dev.understudy.bench.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of the manual's table, which a test compares with the routes. */
final class ManualPages {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| GET \\| `(/[^`]*)` \\|");

    /** Streams have no end, files are no pages, and what a guest sees needs a copy that is there. */
    private static final Set<String> PASSED_OVER =
            Set.of("/events", "/log", "/{id}/body", "/shared", "/{digest}/{name}");

    private ManualPages() {}

    /** Their addresses, with names in braces. Of environments those that are there for each. */
    static List<String> of(Path checkout) throws IOException {
        return ROW.matcher(Files.readString(checkout.resolve("docs/web.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(path -> !path.startsWith("/api/") && !path.startsWith("/language/"))
                .filter(path -> !path.startsWith("/sign-in/openid") && !path.contains("/mails"))
                .filter(path -> PASSED_OVER.stream().noneMatch(path::endsWith))
                .distinct()
                .flatMap(ManualPages::spans)
                .toList();
    }

    /** What is shown over time is asked for as it is at first, and with all that is kept. */
    private static Stream<String> spans(String page) {
        return page.endsWith("/monitoring") || page.endsWith("/traffic")
                ? Stream.of(page, page + "?span=month")
                : Stream.of(page);
    }
}
