package dev.understudy.engine.step.data;

import dev.understudy.engine.database.OdooDatabases;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.release.FittingCommits;
import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.engine.release.OutdatedModules;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.step.Outdated;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import dev.understudy.odoo.series.Series;
import dev.understudy.odoo.update.ModuleRow;
import dev.understudy.targets.dump.Attachments;
import dev.understudy.targets.dump.Restores.Restored;
import dev.understudy.targets.postgres.Doors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Looks whether data that was brought may become an environment's: whose it is, whether its files and its code are there. */
public final class RestoredData {

    private static final String TRUE = "true";
    private static final int NAMED = 12;

    private final Supplier<Project> project;
    private final Function<String, ModuleCatalog> code;
    private final OdooDatabases databases;
    private final FittingCommits commits;

    /**
     * @param code the modules of a release, and Odoo's
     */
    public RestoredData(
            Supplier<Project> project,
            Function<String, ModuleCatalog> code,
            OdooDatabases databases,
            FittingCommits commits) {
        this.project = project;
        this.code = code;
        this.databases = databases;
        this.commits = commits;
    }

    /**
     * What was seen.
     *
     * @param fault why it may not stay
     * @param lines what people should know of it
     */
    public record Verdict(Optional<Fault> fault, List<Said> lines) {

        public Verdict {
            lines = List.copyOf(lines);
        }

        static Verdict refused(Fault fault) {
            return new Verdict(Optional.of(fault), List.of());
        }
    }

    public Verdict look(StepContext context, Environment environment, Doors database, Restored restored) {
        if (database.reader()
                .rows("SELECT 1 WHERE pg_catalog.to_regclass('public.ir_module_module') IS NOT NULL")
                .isEmpty()) {
            return Verdict.refused(Fault.refused("restore.not-odoo"));
        }
        List<ModuleRow> modules = databases.of(database).modules();
        Optional<Fault> other = otherSeries(modules);
        if (other.isPresent()) {
            return new Verdict(other, List.of());
        }
        List<Said> lines = new ArrayList<>();
        boolean neutralized = databases.of(database).neutralized();
        if (neutralized) {
            lines.add(Said.of("says-neutralized"));
            context.put(Facts.NEUTRALIZED, TRUE);
        }
        Optional<Fault> fault = neutralized && environment.isProduction() && !given(context, "neutralized")
                ? Optional.of(Fault.refused("restore.neutralized", environment.name()))
                : Optional.empty();
        return new Verdict(
                fault.or(() -> files(context, restored, lines)).or(() -> code(context, modules, lines)), lines);
    }

    private Optional<Fault> otherSeries(List<ModuleRow> modules) {
        String series = project.get().odoo().series();
        return modules.stream()
                .filter(row -> row.name().equals("base"))
                .findFirst()
                .map(row -> row.latestVersion().split("\\.", -1))
                .filter(version -> version.length > 2)
                .map(version -> version[0] + "." + version[1])
                .filter(theirs -> !theirs.equals(series))
                .map(theirs -> Fault.refused("restore.other-series", theirs, series));
    }

    private static Optional<Fault> files(StepContext context, Restored restored, List<Said> lines) {
        Attachments attachments = restored.attachments();
        if (attachments.away() > 0) {
            lines.add(Said.of(
                    "attachments-elsewhere",
                    attachments.away(),
                    String.join(", ", attachments.elsewhere().keySet())));
        }
        if (attachments.lost() == 0) {
            return Optional.empty();
        }
        lines.add(Said.of("files-missing", attachments.lost(), attachments.named(), attachments.missingShown()));
        if (attachments.lost() == attachments.named() && restored.files() > 0) {
            return Optional.of(Fault.refused(
                    "restore.foreign-filestore", Long.toString(restored.files()), Long.toString(attachments.named())));
        }
        return given(context, "missing")
                ? Optional.empty()
                : Optional.of(Fault.refused(
                        "restore.files-missing",
                        Long.toString(attachments.lost()),
                        Long.toString(attachments.named()),
                        attachments.missingShown()));
    }

    private static boolean given(StepContext context, String argument) {
        return context.request().flag(argument);
    }

    /** Code that is newer than the data brings it up to itself; the other way round there is no way. */
    private Optional<Fault> code(StepContext context, List<ModuleRow> modules, List<Said> lines) {
        String release = context.need(Facts.SOURCE_RELEASE);
        ModuleCatalog catalog = code.apply(release);
        List<String> missing = modules.stream()
                .map(ModuleRow::name)
                .filter(module -> catalog.manifest(module).isEmpty() && !module.equals("studio_customization"))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            return Optional.of(Fault.refused("module.code-missing", String.join(", ", missing), release));
        }
        Series series = Series.of(project.get().odoo().series());
        OutdatedModules versions = OutdatedModules.of(modules, catalog, series);
        if (!versions.ahead().isEmpty()) {
            return Optional.of(
                    Fault.refused("restore.older-code", shown(versions.ahead()), fitting(versions.ahead(), series)));
        }
        List<String> outdated = versions.outdated();
        Outdated.note(context, outdated);
        if (!outdated.isEmpty()) {
            Said named = Said.verbatim(outdated.stream().limit(NAMED).collect(Collectors.joining(", ")));
            lines.add(Said.of(
                    "code-newer",
                    outdated.size() > NAMED ? Said.of("and-more", named, outdated.size() - NAMED) : named));
        }
        return Optional.empty();
    }

    private String fitting(Map<String, String> versions, Series series) {
        List<String> found = commits.of(versions, series);
        return found.isEmpty() ? "REPOSITORY=COMMIT" : String.join(" --commit ", found);
    }

    private static String shown(Map<String, String> versions) {
        return versions.entrySet().stream()
                        .limit(NAMED)
                        .map(one -> one.getKey() + " " + one.getValue())
                        .collect(Collectors.joining(", "))
                + (versions.size() > NAMED ? ", …" : "");
    }
}
