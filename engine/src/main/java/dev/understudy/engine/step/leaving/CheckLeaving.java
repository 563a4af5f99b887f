package dev.understudy.engine.step.leaving;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.run.Said;
import dev.understudy.model.text.Figures;
import dev.understudy.targets.leaving.LeftData;
import dev.understudy.targets.leaving.LeftFolder;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Sees that there is room for all, that the folder is empty, and that it was said what a copy is. */
public final class CheckLeaving implements Step {

    /** What is needed besides what is measured. */
    private static final long SPARE = 64L << 20;

    private final ProjectHome home;
    private final Leaving leaving;
    private final LeftData data;
    private final OdooRuntime odoo;

    public CheckLeaving(ProjectHome home, Leaving leaving, LeftData data, OdooRuntime odoo) {
        this.home = home;
        this.leaving = leaving;
        this.data = data;
        this.odoo = odoo;
    }

    @Override
    public String name() {
        return "check-folder";
    }

    @Override
    public Outcome apply(StepContext context) {
        Needed needed = needed(context);
        LeftFolder folder = leaving.folder(context);
        context.put(Leaving.MADE, Boolean.toString(!Files.exists(folder.into())));
        return Outcome.done("room-needed", new Said.Size(needed.all()), new Said.Size(needed.free()));
    }

    @Override
    public List<String> plan(StepContext context) {
        Needed needed = needed(context);
        return List.of(
                "the database: " + shown(needed.sizes().database()) + ", in an archive at most half of it",
                "the files: " + shown(needed.sizes().files()),
                "the code, Odoo and what it stands on: " + shown(needed.program()),
                "room that it needs: " + shown(needed.all()) + ", free: " + shown(needed.free()));
    }

    /** What is written, in bytes, and what is free. */
    private record Needed(LeftData.Sizes sizes, long program, long free) {
        long all() {
            return sizes.needed() + program + SPARE;
        }
    }

    private Needed needed(StepContext context) {
        Environment environment = leaving.environment(context);
        if (!live(environment) && !context.request().flag(Leaving.COPY)) {
            throw Fault.refused(
                            leaving.elsewhere().test(environment) ? "leave.follows" : "leave.not-live",
                            environment.name())
                    .exception();
        }
        LeftFolder folder = leaving.folder(context);
        if (folder.into().startsWith(home.directory())) {
            throw Fault.usage("leave.in-the-home", folder.into(), home.directory())
                    .exception();
        }
        folder.requireEmpty();
        OdooSetting setting = leaving.setting(environment);
        long program = odoo.grounds(setting).root().map(data::bytes).orElse(0L)
                + data.bytes(home.code(environment.release()))
                + data.bytes(home.mirrors())
                + setting.code().packages().stream().mapToLong(data::bytes).sum();
        Needed needed = new Needed(data.sizes(leaving.source(environment)), program, free(folder.into()));
        if (needed.free() < needed.all()) {
            throw Fault.refused("leave.no-room", folder.into(), shown(needed.all()), shown(needed.free()))
                    .exception();
        }
        return needed;
    }

    /** What the company works with: a production that is not quiet, and whose data is whole. */
    private static boolean live(Environment environment) {
        return environment.isProduction() && !environment.quiet() && !environment.neutralized();
    }

    /** Bytes on the disk that a folder is on, or will be. */
    static long free(Path folder) {
        Path there = folder;
        while (!Files.exists(there)) {
            there = there.resolveSibling(".").normalize();
        }
        try {
            return Files.getFileStore(there).getUsableSpace();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String shown(long bytes) {
        return Figures.bytes(bytes, Locale.ENGLISH);
    }
}
