package dev.understudy.model.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.text.Figures;
import dev.understudy.model.text.Texts;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a step of a run tells people, as a value: it is kept as it was meant, and put into words where somebody reads it, in the
 * reader's language.
 *
 * @param code of the text, {@code said.CODE} in a room's {@code Texts}; empty when the parts stand for themselves, one after the
 *     other
 * @param parts fill {0}, {1}… of the text; never a secret
 */
public record Said(String code, List<Part> parts) {

    /** Nothing is to be told. */
    public static final Said NOTHING = new Said("", List.of());

    private static final String KEY = "said.";
    private static final List<String> ROOMS = List.of("engine", "targets", "model");
    private static final String BETWEEN = "; ";

    public Said {
        parts = List.copyOf(parts);
    }

    /** What fills a text. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
    @JsonSubTypes({
        @JsonSubTypes.Type(Words.class),
        @JsonSubTypes.Type(Count.class),
        @JsonSubTypes.Type(Size.class),
        @JsonSubTypes.Type(Took.class),
        @JsonSubTypes.Type(Line.class),
        @JsonSubTypes.Type(Mishap.class),
        @JsonSubTypes.Type(Notice.class)
    })
    public sealed interface Part {}

    /** A name, or what a tool has said: the same in every language. */
    public record Words(String words) implements Part {

        public Words {
            words = words.replace("\0", "");
        }
    }

    /** How many. */
    public record Count(long count) implements Part {}

    /** How large. */
    public record Size(long bytes) implements Part {}

    /** How long. */
    public record Took(long millis) implements Part {}

    /** A text of its own. */
    public record Line(Said said) implements Part {}

    /** What went wrong, as a part of a sentence. */
    public record Mishap(Fault fault) implements Part {}

    /** What went wrong, where, and what to do next. */
    public record Notice(Fault notice) implements Part {}

    /**
     * A text and what fills it: numbers, {@link Duration}s, {@link Size}s, {@link Fault}s, other texts; of all else its
     * {@link Object#toString}.
     */
    public static Said of(String code, Object... arguments) {
        return new Said(code, Arrays.stream(arguments).map(Said::part).toList());
    }

    /** What is the same in every language: a name, or a tool's own words. */
    public static Said verbatim(Object words) {
        String said = words.toString();
        return said.isEmpty() ? NOTHING : new Said("", List.of(new Words(said)));
    }

    /** One after the other; those that say nothing are left out. */
    public static Said all(List<Said> lines) {
        List<Said> telling = lines.stream().filter(line -> !line.isEmpty()).toList();
        return telling.size() == 1
                ? telling.getFirst()
                : new Said("", telling.stream().<Part>map(Line::new).toList());
    }

    /** One after the other; those that say nothing are left out. */
    public static Said all(Said... lines) {
        return all(List.of(lines));
    }

    /** A fault, with where it was found and what to do next. */
    public static Said of(Fault fault) {
        return new Said("", List.of(new Notice(fault)));
    }

    private static Part part(Object argument) {
        return switch (argument) {
            case Part part -> part;
            case Said said -> new Line(said);
            case Fault fault -> new Mishap(fault);
            case Duration time -> new Took(time.toMillis());
            case Integer number -> new Count(number);
            case Long number -> new Count(number);
            default -> new Words(argument.toString());
        };
    }

    /** Whether nothing is told. */
    public boolean isEmpty() {
        return code.isEmpty() && parts.isEmpty();
    }

    /** In a reader's language. */
    public String in(Locale locale) {
        List<Object> shown = parts.stream().map(part -> shown(part, locale)).toList();
        if (code.isEmpty()) {
            return shown.stream().map(Object::toString).collect(Collectors.joining(BETWEEN));
        }
        return ROOMS.stream()
                .flatMap(room -> text(room, locale, shown.toArray()).stream())
                .findFirst()
                .orElseGet(() -> Stream.concat(Stream.of(code), shown.stream())
                        .map(Objects::toString)
                        .collect(Collectors.joining(" ")));
    }

    private Optional<String> text(String room, Locale locale, Object... shown) {
        try {
            String text = Texts.of(room, locale).get(KEY + code, shown);
            return text.equals(KEY + code) ? Optional.empty() : Optional.of(text);
        } catch (MissingResourceException absent) {
            return Optional.empty();
        }
    }

    /** A number stays one, so that a text may choose by it. */
    private static Object shown(Part part, Locale locale) {
        return switch (part) {
            case Words(String words) -> words;
            case Count(long count) -> count;
            case Size(long bytes) -> Figures.bytes(bytes, locale);
            case Took(long millis) -> Figures.duration(Duration.ofMillis(millis), locale);
            case Line(Said said) -> said.in(locale);
            case Mishap(Fault fault) -> FaultTexts.of(locale).what(fault);
            case Notice(Fault fault) -> FaultTexts.of(locale).line(fault);
        };
    }
}
