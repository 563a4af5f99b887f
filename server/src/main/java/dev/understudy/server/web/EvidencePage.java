package dev.understudy.server.web;

import dev.understudy.engine.run.Runs;
import dev.understudy.engine.run.Runs.Evidence;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.RunView;
import dev.understudy.server.api.Problems;
import dev.understudy.server.api.Projects;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a run has left, to read: logs, texts side by side, and whatever else, as it was kept. */
public final class EvidencePage {

    /** Characters that are shown; the rest is in the file. */
    private static final int MOST = 400_000;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Pattern SECTION = Pattern.compile("(?m)^== ");
    private static final Pattern SIDE = Pattern.compile("(?m)^-- ");

    private final Projects projects;
    private final Screen screen;

    EvidencePage(Projects projects, Screen screen) {
        this.projects = projects;
        this.screen = screen;
    }

    /**
     * What the page shows.
     *
     * @param others what else the run has left, by name
     * @param sections texts to compare; none for what has none
     * @param text all of it, where there is nothing to compare
     * @param cut whether more is in the file
     */
    public record View(
            RunView run, String name, List<String> others, List<Section> sections, String text, boolean cut) {}

    /** Texts of one thing that are compared. */
    public record Section(String title, List<Side> sides) {}

    /** One of the texts. */
    public record Side(String title, List<Difference.Line> lines) {}

    void show(Context request) {
        RunView run = runs(request).run(request.pathParam("id"), Problems.language(request));
        List<Evidence> left = left(request);
        Evidence found = found(request, left);
        String whole = readable(found);
        String shown = whole.substring(0, Math.min(MOST, whole.length()));
        List<Section> sections = sections(shown);
        screen.show(
                request,
                "evidence",
                new View(
                        run,
                        found.name(),
                        names(left),
                        sections,
                        sections.isEmpty() ? shown : "",
                        shown.length() < whole.length()));
    }

    /** All of it, to keep. A browser shows none of it by itself: who wrote what is in it may be anybody. */
    void file(Context request) {
        Evidence found = found(request, left(request));
        request.contentType("text/plain; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=" + request.pathParam("id") + "-" + name(found))
                .result(found.content());
    }

    /** What a run has left, each once. */
    static List<String> names(List<Evidence> left) {
        return left.stream().map(Evidence::name).distinct().toList();
    }

    private List<Evidence> left(Context request) {
        return runs(request).evidence(request.pathParam("id"));
    }

    private static Evidence found(Context request, List<Evidence> left) {
        String run = request.pathParam("id");
        String name = request.pathParam("evidence");
        return left.stream()
                .filter(evidence -> evidence.name().equals(name))
                .reduce((earlier, later) -> later)
                .orElseThrow(() ->
                        Fault.usage("server.evidence-not-found", name, run).exception());
    }

    private Runs runs(Context request) {
        return projects.desk(request.pathParam("project")).runs();
    }

    private static String name(Evidence evidence) {
        String name = evidence.name().replaceAll("[^A-Za-z0-9._-]", "-");
        String ending = evidence.mediaType().startsWith("application/json") ? ".json" : ".txt";
        return name.endsWith(ending) ? name : name + ending;
    }

    private static String readable(Evidence evidence) {
        if (!evidence.mediaType().startsWith("application/json")) {
            return evidence.content();
        }
        try {
            return JSON.writeValueAsString(JSON.readTree(evidence.content()));
        } catch (JacksonException torn) {
            return evidence.content();
        }
    }

    /** A title in a line that begins with {@code ==}, then each text after one that begins with {@code --}. */
    private static List<Section> sections(String text) {
        if (!text.startsWith("== ")) {
            return List.of();
        }
        List<Section> sections = new ArrayList<>();
        for (String part : SECTION.split(text.substring(3), -1)) {
            String[] pieces = SIDE.split(part, -1);
            List<List<String>> texts = Stream.of(pieces)
                    .skip(1)
                    .map(piece -> rest(piece).lines().toList())
                    .toList();
            List<Side> sides = new ArrayList<>();
            for (int side = 0; side < texts.size(); side++) {
                // Three texts have no one text that each differs from.
                List<String> other = texts.get(texts.size() == 2 ? 1 - side : side);
                sides.add(new Side(first(pieces[side + 1]), Difference.of(texts.get(side), other)));
            }
            sections.add(new Section(first(part), sides));
        }
        return sections;
    }

    private static String first(String lines) {
        int end = lines.indexOf('\n');
        return end < 0 ? lines : lines.substring(0, end);
    }

    private static String rest(String lines) {
        @Nullable String below = lines.contains("\n") ? lines.substring(lines.indexOf('\n') + 1) : null;
        return below == null ? "" : below.stripTrailing();
    }
}
