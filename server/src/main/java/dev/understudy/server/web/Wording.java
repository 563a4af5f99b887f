package dev.understudy.server.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sentence of the program as a page says it: a moment is told by the reader's clock, and what a command would show is a link.
 *
 * @param parts in order, with the blanks between them
 */
public record Wording(List<Part> parts) {

    private static final String MOMENT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?Z";
    private static final String RELEASE = "understudy release show (?<release>r[1-9]\\d{0,17})\\b";
    private static final String RUN =
            "(?<![\\w-])(?:understudy run show )?(?<run>run-[1-9]\\d{0,17})\\b(?: --evidence (?<evidence>[a-z][a-z-]*[a-z])\\b)?";
    private static final String RELEASES = "(?<releases>understudy release list)\\b";

    public Wording {
        parts = List.copyOf(parts);
    }

    /**
     * A stretch of it.
     *
     * @param at the moment that it names; absent for none
     * @param to the address of what it names; absent for none
     */
    public record Part(
            String text, @Nullable Instant at, @Nullable String to) {}

    /** Of a sentence on a page of a project, about a run that has left evidence of these names; empty and none without one. */
    static Wording of(String sentence, Frame frame, String run, List<String> pieces) {
        Matcher found = pattern(pieces).matcher(sentence);
        List<Part> parts = new ArrayList<>();
        int end = 0;
        while (found.find()) {
            Part part = part(found, frame, run, pieces);
            if (part != null) {
                add(parts, sentence.substring(end, found.start()));
                parts.add(part);
                end = found.end();
            }
        }
        add(parts, sentence.substring(end));
        return new Wording(parts);
    }

    private static Pattern pattern(List<String> pieces) {
        // A name such as "rehearsal" is a word as well.
        String names = pieces.stream()
                .filter(name -> name.contains("-"))
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile("(?<moment>" + MOMENT + ")|" + RELEASE + "|" + RUN + "|" + RELEASES
                + (names.isEmpty() ? "|(?<piece>(?!))" : "|(?<![\\w-])(?<piece>" + names + ")(?![\\w-])"));
    }

    /** Absent for what stays as it is. */
    private static @Nullable Part part(MatchResult found, Frame frame, String run, List<String> pieces) {
        String text = found.group();
        if (found.group("moment") != null) {
            return moment(text);
        }
        if (frame.project().isEmpty()) {
            return null;
        }
        if (found.group("release") != null) {
            return new Part(found.group("release"), null, frame.at("/releases/" + found.group("release")));
        }
        if (found.group("releases") != null) {
            return new Part(frame.project(), null, frame.at(""));
        }
        if (found.group("piece") != null) {
            return evidence(frame, run, text);
        }
        String of = found.group("run");
        String piece = found.group("evidence");
        if (piece == null) {
            return new Part(of, null, frame.at("/runs/" + of));
        }
        return of.equals(run) && pieces.contains(piece) ? evidence(frame, run, piece) : null;
    }

    private static Part evidence(Frame frame, String run, String piece) {
        return new Part(frame.word("piece", piece), null, frame.at("/runs/" + run + "/evidence/" + piece));
    }

    private static @Nullable Part moment(String text) {
        try {
            return new Part(text, Instant.parse(text), null);
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static void add(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part(text, null, null));
        }
    }
}
