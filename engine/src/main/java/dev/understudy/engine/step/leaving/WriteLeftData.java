package dev.understudy.engine.step.leaving;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.run.Said;
import dev.understudy.targets.leaving.LeftData;
import dev.understudy.targets.leaving.LeftFolder;
import java.nio.file.Path;
import java.util.List;

/** Writes the database and its files, as they are in one moment. Undone by taking away all that was written. */
public final class WriteLeftData implements Step {

    /** When the database was read. */
    static final String AT = "leave-at";

    private final Leaving leaving;
    private final LeftData data;

    public WriteLeftData(Leaving leaving, LeftData data) {
        this.leaving = leaving;
        this.data = data;
    }

    @Override
    public String name() {
        return "write-data";
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = leaving.environment(context);
        LeftFolder folder = leaving.folder(context);
        folder.begin();
        context.put(AT, context.now().toString());
        Path files = Leaving.filestore(folder.staging().resolve(LeftFolder.DATA), environment);
        data.write(leaving.source(environment), folder.staging(), files, context.verbatim(), context::checkCancelled);
        return Outcome.done(
                "left-data",
                new Said.Size(data.bytes(folder.staging().resolve(LeftFolder.DUMP))),
                new Said.Size(data.bytes(files)));
    }

    @Override
    public void undo(StepContext context) {
        leaving.folder(context)
                .discard(Boolean.parseBoolean(context.fact(Leaving.MADE).orElse("")));
    }

    @Override
    public List<String> plan(StepContext context) {
        LeftFolder folder = leaving.folder(context);
        return List.of(
                "pg_dump --format=custom into " + folder.into().resolve(LeftFolder.DUMP),
                "copy the files into " + folder.into().resolve(LeftFolder.DATA));
    }
}
