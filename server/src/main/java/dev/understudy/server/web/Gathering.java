package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.api.Problems;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what a page shows beside what it is about. A part that cannot be read hides nothing else: the page says which, why, and
 * what to do.
 */
final class Gathering {

    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

    private final String path;
    private final Locale locale;
    private final List<ProblemView> missing = new ArrayList<>();

    Gathering(Context request) {
        this.path = request.path();
        this.locale = Problems.language(request);
    }

    /**
     * A part of the page.
     *
     * @param without what the page shows where it cannot be read
     */
    <T> T part(T without, Supplier<T> read) {
        try {
            return read.get();
        } catch (FaultException failure) {
            miss(failure.fault(locale));
        } catch (RuntimeException unexpected) {
            LOG.error("A part of {} could not be read", path, unexpected);
            miss(Fault.failed("server.part-unread", String.valueOf(unexpected.getMessage())));
        }
        return without;
    }

    /** Tells why something is not known. */
    void miss(ProblemView problem) {
        if (!missing.contains(problem)) {
            missing.add(problem);
        }
    }

    private void miss(Fault why) {
        LOG.warn("{}: {}", path, FaultTexts.of(Locale.ENGLISH).line(why));
        miss(ProblemView.of(why, FaultTexts.of(locale)));
    }

    /** Why the parts that are missing could not be read. */
    List<ProblemView> missing() {
        return List.copyOf(missing);
    }
}
