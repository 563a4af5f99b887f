package dev.understudy.server.report;

import dev.understudy.model.text.Shown;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a release came to where it is, in a reader's language, as titled tables that can do no more than be read.
 *
 * @param title of the whole
 * @param sections from top to bottom
 * @param foot what stands under every page of it
 */
public record ReleaseSheet(String title, List<Section> sections, String foot) {

    private static final int MOST_ROWS = 2000;

    public ReleaseSheet {
        title = Shown.line(title);
        sections = List.copyOf(sections);
        foot = Shown.line(foot);
    }

    /**
     * Rows under a title.
     *
     * @param columns their names; empty for rows that speak for themselves
     * @param rows of as many cells as there are columns; foreign text is made harmless, and its lines stay lines
     */
    public record Section(String title, List<String> columns, List<List<String>> rows) {

        public Section {
            title = Shown.line(title);
            columns = List.copyOf(columns);
            Stream<List<String>> shown = rows.stream()
                    .limit(MOST_ROWS)
                    .map(row -> row.stream().map(Shown::text).toList());
            rows = (rows.size() <= MOST_ROWS
                            ? shown
                            : Stream.concat(shown, Stream.of(List.of("… +" + (rows.size() - MOST_ROWS)))))
                    .toList();
        }

        /** One that is lines alone. */
        static Section lines(String title, List<String> lines) {
            return new Section(title, List.of(), lines.stream().map(List::of).toList());
        }
    }
}
