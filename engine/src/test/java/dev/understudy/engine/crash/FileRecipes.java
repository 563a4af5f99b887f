package dev.understudy.engine.crash;

import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Recipe;
import dev.understudy.engine.run.RecipeBook;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A deploy in small: production is the file {@code live} with two lines, {@code stopped} stands there while nobody is
 * served. {@code deploy} ends well, {@code break} fails when it serves again.
 */
public final class FileRecipes implements CrashBook {

    @Override
    public RecipeBook open(Path folder, ControlDatabase database) {
        Production production = new Production(folder);
        return request -> new Recipe(
                request.recipe(),
                List.of(
                        new Stop(production),
                        new Snapshot(production),
                        new Update(production),
                        new Start(production),
                        new Watch(request.recipe().equals("deploy"))));
    }

    /** The files. */
    record Production(Path folder) {

        Path live() {
            return folder.resolve("live");
        }

        Path snapshot() {
            return folder.resolve("snapshot");
        }

        Path stopped() {
            return folder.resolve("stopped");
        }

        String read() {
            try {
                return Files.exists(live()) ? Files.readString(live()) : "old\nold\n";
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        void write(Path file, String text) {
            try {
                Path temporary = file.resolveSibling(file.getFileName() + ".new");
                Files.writeString(temporary, text);
                Mortality.point("written " + temporary.getFileName());
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
                Mortality.point("renamed to " + file.getFileName());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        void delete(Path file) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private record Stop(Production production) implements Step {

        @Override
        public String name() {
            return "stop";
        }

        @Override
        public boolean reversible() {
            return true;
        }

        @Override
        public Outcome apply(StepContext context) {
            production.write(production.stopped(), "");
            return Outcome.done();
        }

        @Override
        public void undo(StepContext context) {
            production.delete(production.stopped());
        }
    }

    private record Snapshot(Production production) implements Step {

        @Override
        public String name() {
            return "snapshot";
        }

        @Override
        public Outcome apply(StepContext context) {
            production.write(production.snapshot(), production.read());
            context.put("snapshot", production.snapshot().toString());
            Mortality.point("fact is kept");
            return Outcome.done();
        }
    }

    private record Update(Production production) implements Step {

        @Override
        public String name() {
            return "update";
        }

        @Override
        public boolean reversible() {
            return true;
        }

        @Override
        public Outcome apply(StepContext context) {
            production.write(production.live(), "new\nold\n");
            production.write(production.live(), "new\nnew\n");
            return Outcome.done();
        }

        @Override
        public void undo(StepContext context) {
            try {
                production.write(production.live(), Files.readString(Path.of(context.need("snapshot"))));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private record Start(Production production) implements Step {

        @Override
        public String name() {
            return "start";
        }

        @Override
        public Outcome apply(StepContext context) {
            production.delete(production.stopped());
            return Outcome.done();
        }
    }

    private record Watch(boolean healthy) implements Step {

        @Override
        public String name() {
            return "watch";
        }

        @Override
        public Outcome apply(StepContext context) {
            context.evidence("log", "text/plain", "watched");
            return healthy ? Outcome.done() : Outcome.failed(Fault.failed("test.errors-in-the-log"));
        }
    }
}
