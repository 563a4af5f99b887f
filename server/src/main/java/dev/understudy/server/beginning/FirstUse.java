package dev.understudy.server.beginning;

import dev.understudy.model.audit.Adopted;
import dev.understudy.model.audit.AuditOrder;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.audit.Auditor;
import dev.understudy.model.audit.Unaudited;
import dev.understudy.model.beginning.AdoptTemplate;
import dev.understudy.model.beginning.ProjectTemplate;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.view.ProblemView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody has come who brings an Odoo of theirs here: one at a time, since both looking and copying load the machine. It is
 * forgotten when the service ends; what was copied stays, and is not copied twice.
 */
public final class FirstUse implements AutoCloseable {

    /** How far it is. */
    public sealed interface State {

        /** Nothing was asked for. */
        record Nothing() implements State {}

        /** An Odoo is looked at. */
        record Looking(AuditOrder order, Instant since) implements State {}

        /** What was found. */
        record Looked(AuditOrder order, AuditReport report) implements State {}

        /**
         * It is copied.
         *
         * @param stage what is done now, in the words of the program
         */
        record Copying(AuditOrder order, Path folder, Instant since, String stage) implements State {}

        /** It was copied, and its file is that of a project now. */
        record Taken(Adopted adopted, Path file, String text, String project) implements State {}

        /** It could not be. */
        record Failed(AuditOrder order, ProblemView problem) implements State {}

        /** Whether it goes on by itself. */
        default boolean busy() {
            return this instanceof Looking || this instanceof Copying;
        }
    }

    /** How long who looks or copies may take to end. */
    private static final Duration ENDS = Duration.ofSeconds(10);

    private final Auditor auditor;
    private final Register register;
    private final InstantSource clock;
    private State state = new State.Nothing();

    /** Who looks or copies now; absent when nobody does. */
    private @Nullable Thread work;

    public FirstUse(Auditor auditor, Register register, InstantSource clock) {
        this.auditor = auditor;
        this.register = register;
        this.clock = clock;
    }

    /** The projects that there are. */
    public interface Register {

        /** Throws {@code server.project-name-taken} when another file than this has the name. */
        void requireFree(String name, Path file);

        /** Makes a project of its file, and gives its name. */
        String takeIn(Path file);
    }

    public synchronized State state() {
        return state;
    }

    /** Begins to look. Throws {@code server.first-use-busy}. */
    public void look(AuditOrder order) {
        begin(order, new State.Looking(order, clock.instant()), () -> new State.Looked(order, auditor.look(order)));
    }

    /**
     * Begins to copy what was looked at.
     *
     * @param folder where nobody else has anything
     * @param said the name of the project, where its file is not there yet; empty for that of the database
     * @throws FaultException {@code server.first-use-busy}, {@code server.first-use-nothing}, {@code server.folder-taken}, {@code
     *     server.project-name-taken}, and what a file that is there is refused for
     */
    public void copy(Path folder, String said) {
        if (!(state() instanceof State.Looked looked)) {
            throw Fault.refused("server.first-use-nothing").exception();
        }
        ProjectFolder there = ProjectFolder.of(folder, true);
        AuditOrder order = looked.order();
        String name =
                ProjectTemplate.name(said.isEmpty() ? looked.report().data().database() : said);
        register.requireFree(there.name().orElse(name), there.file());
        begin(order, new State.Copying(order, folder, clock.instant(), ""), () -> taken(order, there, name));
    }

    /** Begins anew; what is looked at or copied now is ended. */
    public void forget() {
        Thread going;
        synchronized (this) {
            going = work;
            work = null;
            state = new State.Nothing();
        }
        if (going != null) {
            going.interrupt();
            try {
                boolean _ = going.join(ENDS);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends what is looked at or copied now. */
    @Override
    public void close() {
        forget();
    }

    /**
     * Makes a project of a new file, and gives its name.
     *
     * @param repository whether one is made for modules that are to come, which the file names already
     * @throws FaultException {@code server.folder-taken}, {@code server.project-name-taken}, what the file is refused for, and what
     *     hindered it from being made: what was made until then is taken away
     */
    public String make(Path folder, String text, boolean repository) {
        ProjectFolder there = ProjectFolder.of(folder, false);
        register.requireFree(there.check(text), there.file());
        boolean before = Files.exists(folder);
        try {
            if (repository) {
                there.makeRepository();
            }
            return register.takeIn(there.write(text));
        } catch (FaultException refused) {
            there.takeAway(before);
            throw refused;
        }
    }

    private State taken(AuditOrder order, ProjectFolder folder, String name) {
        Adopted adopted = auditor.copy(order, folder.path(), this::stage);
        Path file = folder.write(AdoptTemplate.text(adopted, name));
        return new State.Taken(adopted, file, folder.read(file), register.takeIn(file));
    }

    private synchronized void begin(AuditOrder order, State next, Supplier<State> then) {
        if (state.busy()) {
            throw Fault.refused("server.first-use-busy").exception();
        }
        state = next;
        work = Thread.ofVirtual().name("first-use").start(() -> end(order, then));
    }

    private synchronized void stage(String said) {
        if (state instanceof State.Copying copying) {
            state = new State.Copying(copying.order(), copying.folder(), copying.since(), said);
        }
    }

    private void end(AuditOrder order, Supplier<State> then) {
        State next;
        try {
            next = then.get();
        } catch (Unaudited refused) {
            next = new State.Failed(order, refused.problem());
        } catch (FaultException refused) {
            next = failed(order, refused.fault(Locale.forLanguageTag(order.reader())));
        } catch (RuntimeException | LinkageError failure) {
            next = failed(order, Fault.failed("audit.broke-off", String.valueOf(failure)));
        }
        synchronized (this) {
            if (Thread.currentThread().equals(work)) {
                work = null;
                state = next;
            }
        }
    }

    private static State failed(AuditOrder order, Fault fault) {
        return new State.Failed(order, ProblemView.of(fault, FaultTexts.of(Locale.forLanguageTag(order.reader()))));
    }
}
