package dev.understudy.server;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.Home;
import dev.understudy.server.api.Desk;
import java.nio.file.Path;

/** Makes every part and hands it to those that need it: by hand, here and nowhere else. */
final class Composition {

    private Composition() {}

    /**
     * The parts of a service, at work.
     *
     * @param project the project's {@code understudy.yaml}
     * @throws dev.understudy.model.fault.FaultException when the file is wrong or the control plane does not start
     */
    @SuppressWarnings("DoNotCallSuggester")
    static Desk compose(Home home, Path project) {
        throw Fault.failed("server.not-composed").at(home.directory()).exception();
    }
}
