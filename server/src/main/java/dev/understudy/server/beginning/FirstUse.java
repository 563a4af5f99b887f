package dev.understudy.server.beginning;

import dev.understudy.model.audit.Adopted;
import dev.understudy.model.audit.AuditOrder;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.beginning.AdoptTemplate;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.view.ProblemView;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How far somebody has come who brings an Odoo of theirs here: one at a time, since both looking and copying load the machine. It is
 * forgotten when the service ends; what was copied stays, and is not copied twice.
 */
public final class FirstUse {

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

    private final Auditor auditor;
    private final Function<Path, String> takeIn;
    private final InstantSource clock;
    private State state = new State.Nothing();

    /** @param takeIn makes a project of its file, and gives its name */
    public FirstUse(Auditor auditor, Function<Path, String> takeIn, InstantSource clock) {
        this.auditor = auditor;
        this.takeIn = takeIn;
        this.clock = clock;
    }

    public synchronized State state() {
        return state;
    }

    /** Begins to look. Throws {@code server.first-use-busy}. */
    public void look(AuditOrder order) {
        begin(new State.Looking(order, clock.instant()));
        Thread.ofVirtual().name("audit").start(() -> end(order, () -> new State.Looked(order, auditor.look(order))));
    }

    /**
     * Begins to copy what was looked at.
     *
     * @param folder where nobody else has anything
     * @throws FaultException {@code server.first-use-busy}, {@code server.first-use-nothing}, {@code server.folder-taken}
     */
    public void copy(Path folder) {
        if (!(state() instanceof State.Looked looked)) {
            throw Fault.refused("server.first-use-nothing").exception();
        }
        ProjectFolder there = ProjectFolder.of(folder, true);
        AuditOrder order = looked.order();
        begin(new State.Copying(order, folder, clock.instant(), ""));
        Thread.ofVirtual().name("adopt").start(() -> end(order, () -> taken(order, there)));
    }

    /** Begins anew. Throws {@code server.first-use-busy}. */
    public void forget() {
        begin(new State.Nothing());
    }

    /**
     * Makes a project of a new file, and gives its name.
     *
     * @param repository whether one is made for modules that are to come, which the file names already
     * @throws FaultException {@code server.folder-taken}, and what the file is refused for: nothing is there then
     */
    public String make(Path folder, String text, boolean repository) {
        ProjectFolder there = ProjectFolder.of(folder, false);
        there.check(text);
        if (repository) {
            there.makeRepository();
        }
        return takeIn.apply(there.write(text));
    }

    private State taken(AuditOrder order, ProjectFolder folder) {
        Adopted adopted = auditor.copy(order, folder.path(), this::stage);
        Path file = folder.write(AdoptTemplate.text(adopted));
        return new State.Taken(adopted, file, folder.read(file), takeIn.apply(file));
    }

    private synchronized void begin(State next) {
        if (state.busy()) {
            throw Fault.refused("server.first-use-busy").exception();
        }
        state = next;
    }

    private synchronized void stage(String said) {
        if (state instanceof State.Copying copying) {
            state = new State.Copying(copying.order(), copying.folder(), copying.since(), said);
        }
    }

    private void end(AuditOrder order, Supplier<State> work) {
        State next;
        try {
            next = work.get();
        } catch (Unaudited refused) {
            next = new State.Failed(order, refused.problem());
        } catch (FaultException refused) {
            Locale reader = Locale.forLanguageTag(order.reader());
            next = new State.Failed(order, ProblemView.of(refused.fault(reader), FaultTexts.of(reader)));
        } catch (RuntimeException | LinkageError failure) {
            Locale reader = Locale.forLanguageTag(order.reader());
            next = new State.Failed(
                    order,
                    ProblemView.of(
                            Fault.failed("server.audit-broke-off", String.valueOf(failure)), FaultTexts.of(reader)));
        }
        synchronized (this) {
            state = next;
        }
    }
}
