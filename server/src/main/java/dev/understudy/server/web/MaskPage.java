package dev.understudy.server.web;

import dev.understudy.model.config.Project;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.evidence.MaskReport.Masked;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.MaskView;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.Problems;
import dev.understudy.server.api.Projects;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the data of a copy was masked and proven, for whoever answers for data protection: columns and counts, never a value. */
public final class MaskPage {

    private static final String NOT_MASKED = "mask.none";

    private final Projects projects;
    private final Screen screen;

    MaskPage(Projects projects, Screen screen) {
        this.projects = projects;
        this.screen = screen;
    }

    /**
     * What the page shows.
     *
     * @param mask absent for a copy that holds production's data as they are
     */
    public record View(String environment, @Nullable MaskView mask) {}

    /** So many columns of which the same became, or for the same reason. */
    public record Count(String what, long columns) {}

    /** Whether an environment has such a page: what is neither production nor was begun empty. */
    public static boolean of(EnvironmentView environment) {
        return !environment.name().equals(Project.PRODUCTION) && environment.copiedAt() != null;
    }

    /** How many columns became what, the most first. */
    public static List<Count> kinds(MaskReport report) {
        return counted(report, Masked::as);
    }

    /** By what it was decided for how many columns, the most first. */
    public static List<Count> rules(MaskReport report) {
        return counted(report, Masked::why);
    }

    private static List<Count> counted(MaskReport report, Function<Masked, String> by) {
        Map<String, Long> counts =
                report.columns().stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Count::columns).reversed())
                .toList();
    }

    void show(Context request) {
        String name = request.pathParam("name");
        Desk desk = projects.desk(request.pathParam("project"));
        // Refused first where there is no such environment.
        EnvironmentView environment = desk.environment(name, Problems.language(request));
        screen.show(request, "mask", new View(environment.name(), mask(desk, name)));
    }

    private static @Nullable MaskView mask(Desk desk, String environment) {
        try {
            return desk.mask(environment);
        } catch (FaultException refused) {
            if (refused.fault().code().equals(NOT_MASKED)) {
                return null;
            }
            throw refused;
        }
    }
}
