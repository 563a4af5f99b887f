package dev.understudy.engine.step.data;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.masking.MaskKeys;
import dev.understudy.engine.masking.MaskOrder;
import dev.understudy.engine.masking.Masker;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.config.EnvironmentSettings;
import dev.understudy.model.config.Project;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.postgres.Owner;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replaces the personal data of a copy that is on its way in, where the project's file asks for it, and proves that none is
 * left. A copy in which something was found is not served.
 */
public final class MaskCopy implements Step {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Supplier<Project> project;
    private final Environments environments;
    private final Masker masking;
    private final MaskKeys keys;
    private final Volumes volumes;
    private final MaskedVolumes masked;
    private final Host host;
    private final BiFunction<Environment, StepContext, Copied> copied;

    /**
     * The data of a copy that is not served yet.
     *
     * @param database its database
     * @param data the folder in which its filestore is
     * @param alone takes all other databases of its cluster away
     */
    public record Copied(Owner database, Path data, Runnable alone) {}

    public MaskCopy(
            Supplier<Project> project,
            Environments environments,
            Masker masking,
            MaskKeys keys,
            Volumes volumes,
            Host host,
            BiFunction<Environment, StepContext, Copied> copied) {
        this.project = project;
        this.environments = environments;
        this.masking = masking;
        this.keys = keys;
        this.volumes = volumes;
        this.masked = new MaskedVolumes(host);
        this.host = host;
        this.copied = copied;
    }

    @Override
    public String name() {
        return "mask";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment copy = environments.get(context.request().environment());
        if (!asked(copy.name()) || copy.isProduction()) {
            return Outcome.done("not-asked");
        }
        if (context.fact(Facts.CUT_AT).isPresent()) {
            MaskReport report = masked.note(next(copy)).orElseThrow().report();
            context.evidence(MaskReport.NAME, "application/json", JSON.writeValueAsString(report));
            return Outcome.done("masked-before", told(report));
        }
        Copied fresh = copied.apply(copy, context);
        Path filestore =
                fresh.data().resolve("filestore").resolve(fresh.database().name());
        clear(fresh.data(), filestore);
        fresh.alone().run();
        MaskOrder order = new MaskOrder(
                project.get().mask(), keys.key(), context.runId(), filestore, fresh.data(), context.now());
        MaskReport report = masking.mask(fresh.database(), order, line -> {
            context.checkCancelled();
            context.progress(Said.verbatim(line));
        });
        new PrivateTree(host).give(fresh.data(), copy.systemUser());
        String written = JSON.writeValueAsString(report);
        context.evidence(MaskReport.NAME, "application/json", written);
        if (!report.proof().found().isEmpty()) {
            return Outcome.failed(refused(report));
        }
        masked.write(
                next(copy),
                new MaskedVolumes.Note(context.fact(Facts.SOURCE_RELEASE).orElse(""), report));
        return Outcome.done(Said.all(told(report), sameKey(copy, report) ? Said.NOTHING : Said.of("new-mask-key")));
    }

    /**
     * Leaves of production's folder of data what is masked and read, and no more: modules write there what they want, a dump of the
     * database among it. A link in place of a folder would lead the mask to files of the machine.
     */
    private void clear(Path data, Path filestore) {
        Path folder = data;
        for (Path name : data.relativize(filestore)) {
            for (Path other : entries(folder)) {
                if (!name.equals(other.getFileName())) {
                    host.delete(other);
                }
            }
            folder = folder.resolve(name);
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                host.delete(folder);
                return;
            }
        }
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether what is served now was masked with the same key, or not at all. */
    private boolean sameKey(Environment copy, MaskReport report) {
        return masked.note(volumes.volume(copy.name(), Volume.LIVE))
                .map(before -> before.report().key().equals(report.key()))
                .orElse(true);
    }

    private Volume next(Environment copy) {
        return volumes.volume(copy.name(), CopyProduction.NEXT);
    }

    private boolean asked(String environment) {
        return project.get()
                .environment(environment)
                .map(EnvironmentSettings::masked)
                .orElse(false);
    }

    private static Said told(MaskReport report) {
        return Said.all(
                Said.of(
                        "masked-columns",
                        report.columns().size(),
                        report.unsure().size()),
                Said.of(
                        report.proof().accepted().isEmpty() ? "values-none-left" : "values-accepted",
                        report.proof().names() + report.proof().numbers()),
                report.testers() == 0 ? Said.of("no-testers") : Said.NOTHING);
    }

    private static Fault refused(MaskReport report) {
        String places = report.proof().found().stream()
                .map(found -> found.place() + " (" + found.count() + ")")
                .collect(Collectors.joining(", "));
        return Fault.refused("mask.found", places);
    }

    @Override
    public boolean applies(StepContext context) {
        return asked(context.request().environment());
    }

    @Override
    public List<String> plan(StepContext context) {
        String environment = context.request().environment();
        return asked(environment)
                ? List.of(
                        "replace the personal data of " + environment + ", in one transaction",
                        "look for every name, address and number of production in all that is left")
                : List.of();
    }
}
