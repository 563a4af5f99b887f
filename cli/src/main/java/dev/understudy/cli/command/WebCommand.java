package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code understudy web}. */
@Command(name = "web")
public final class WebCommand implements Callable<Integer> {

    private final Session session;

    public WebCommand(Session session) {
        this.session = session;
    }

    /**
     * By what a browser on this machine signs in, once.
     *
     * @param path below the address of the service
     * @param minutes how long it counts
     * @param url the whole address as other machines reach it; absent where they do not
     */
    record Link(String path, long minutes, @Nullable String url) {}

    @Override
    public Integer call() {
        Link link = link(session);
        if (session.json()) {
            session.printJson(
                    Map.of("address", address(session, link), "here", here(session, link), "minutes", link.minutes()));
        } else {
            session.out().println(address(session, link));
            session.err().println(session.texts().get("web.once", link.minutes()));
            tellHere(session, link);
        }
        return 0;
    }

    /** What is said at the start of the service: where its pages are. */
    static void tell(Session session) {
        Link link = link(session);
        session.out().println(session.texts().get("web.pages", address(session, link), link.minutes()));
        tellHere(session, link);
    }

    private static Link link(Session session) {
        return Json.read(session.service().post("/sign-in-links", Map.of()), Link.class);
    }

    /** Where a browser finds it: of any machine, where the project says how they reach the pages. */
    static String address(Session session, Link link) {
        return link.url() == null ? here(session, link) : link.url();
    }

    /** The edge, which leads other machines here, is not there before the first environment. */
    private static void tellHere(Session session, Link link) {
        if (link.url() != null) {
            session.err().println(session.texts().get("web.here", here(session, link)));
        }
    }

    private static String here(Session session, Link link) {
        return session.home().address() + link.path();
    }
}
