package dev.understudy.server.web;

import dev.understudy.engine.run.StepTitles;
import dev.understudy.model.text.Figures;
import dev.understudy.model.text.Language;
import dev.understudy.model.text.Shown;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.DecisionView.GateView;
import dev.understudy.model.view.PersonView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.access.Role;
import dev.understudy.server.access.Visitor;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every page has: its words, who looks at it, and where it is.
 *
 * @param formToken what its forms must show
 * @param missing why parts of it could not be read; none where all is there
 */
public record Frame(
        Texts texts, Visitor visitor, String formToken, Place place, Assets assets, List<ProblemView> missing) {

    private static final Pattern RUN = Pattern.compile("\\brun-[1-9][0-9]{0,17}\\b");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

    /**
     * Where a page is.
     *
     * @param project whose page it is; empty for none
     * @param environment that the page is about, by its route; empty for none
     * @param path its own address
     */
    public record Place(String project, String environment, String path) {}

    /** Whose page it is; empty for none. */
    public String project() {
        return place.project();
    }

    /** Its own address. */
    public String path() {
        return place.path();
    }

    /** A text of the bundle. */
    public String t(String key, Object... arguments) {
        return texts.get("web." + key, arguments);
    }

    /** A word of the program, e.g. {@code running}, in the reader's language; as it is when there is none. */
    public String word(String kind, @Nullable String word) {
        String key = "web." + kind + "-" + word;
        String found = texts.get(key);
        return found.equals(key) ? shown(word) : found;
    }

    /** What a gate is called; that of one role by whom it asks. */
    public String gate(String name) {
        String role = name.replaceFirst("^approval-", "");
        return role.equals(name) || texts.get("web.role-" + role).equals("web.role-" + role)
                ? word("gate", name)
                : t("gate-approval-of", word("role", role));
    }

    /** Whether whoever looks has said something at a gate, by what it tells. */
    public boolean said(GateView gate) {
        return Arrays.asList(gate.why().split("[^\\w-]+")).contains(visitor.name());
    }

    /** What a step of a run is for. */
    public String step(String name) {
        return StepTitles.in(texts.locale()).of(name);
    }

    /** Foreign text, within a line: what follows it stands close to it. */
    public String shown(@Nullable String foreign) {
        return foreign == null ? "" : Shown.line(foreign).stripTrailing();
    }

    /** The run that a sentence names; absent when it names none. */
    public @Nullable String run(String sentence) {
        return RUN.matcher(sentence)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElse(null);
    }

    /** Foreign text of several lines. */
    public String lines(@Nullable String foreign) {
        return foreign == null ? "" : Shown.text(foreign);
    }

    /** A sentence of the program, with its moments and links. */
    public List<Wording.Part> parts(String sentence) {
        return parts(sentence, "", List.of());
    }

    /** A sentence about a run that has left evidence of these names. */
    public List<Wording.Part> parts(String sentence, String run, List<String> pieces) {
        return Wording.of(sentence, this, run, pieces).parts();
    }

    /** A time to the minute; the page's script tells it by the reader's own clock. */
    public String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at.atOffset(ZoneOffset.UTC));
    }

    /** How long something takes. */
    public String duration(Duration duration) {
        return Figures.duration(duration, texts.locale());
    }

    /** How long something takes. */
    public String millis(long millis) {
        return duration(Duration.ofMillis(millis));
    }

    /** How much something takes. */
    public String bytes(long bytes) {
        return Figures.bytes(bytes, texts.locale());
    }

    /** How much something is: bytes, or a number of something, to two places. */
    public String amount(double value, boolean bytes) {
        if (bytes) {
            return bytes(Math.round(value));
        }
        NumberFormat format = NumberFormat.getNumberInstance(texts.locale());
        format.setMaximumFractionDigits(2);
        return format.format(value);
    }

    public String language() {
        return texts.locale().getLanguage();
    }

    /** Those that there are. */
    public List<Locale> languages() {
        return Language.SPOKEN;
    }

    /** Where a page finds a file. */
    public String asset(String name) {
        return assets.address(name);
    }

    /** The address of something of this project. */
    public String at(String below) {
        return "/projects/" + project() + below;
    }

    /** What a link says to a page: {@code page} when it leads to this one. */
    public @Nullable String here(String below) {
        return path().equals(at(below)) ? "page" : null;
    }

    /** Whether whoever looks is one of those whom a gate waits for. */
    public boolean asked(GateView gate) {
        return visitor.any(Role.PEOPLE)
                && (gate.missing().contains(visitor.name())
                        || visitor.roles().stream().map(Role::word).anyMatch(gate.missing()::contains));
    }

    /** What whoever looks may be asked for and do, and where that is on one environment alone. */
    public List<String> rolesHere() {
        return Stream.concat(
                        visitor.roles().stream().map(this::said).sorted(),
                        visitor.within().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .flatMap(there -> there.getValue().stream()
                                        .map(role -> t("role-within", said(role), there.getKey()))))
                .toList();
    }

    /** What somebody is, and where that is on one environment alone. */
    public String roles(PersonView person) {
        return Stream.concat(
                        person.roles().stream().map(role -> word("role", role)),
                        person.within().entrySet().stream()
                                .flatMap(there -> there.getValue().stream()
                                        .map(role -> t("role-within", word("role", role), there.getKey()))))
                .collect(Collectors.joining(", "));
    }

    private String said(Role role) {
        return word("role", role.word());
    }

    /** Whether whoever looks may what needs one of these roles, here. */
    public boolean may(Set<Role> roles) {
        return visitor.any(roles, place.environment());
    }
}
