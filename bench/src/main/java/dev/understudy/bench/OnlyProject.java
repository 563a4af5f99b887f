package dev.understudy.bench;

import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.model.view.ProjectView;
import org.jspecify.annotations.Nullable;

/** The one project of a service under test. Its name is asked for once, when the service answers. */
public final class OnlyProject {

    private @Nullable String name;

    /** The client of the project, from that of its service. */
    public synchronized Client of(Client service) {
        String known = name;
        if (known == null) {
            known = Json.list(service.get("/projects"), ProjectView.class)
                    .getFirst()
                    .name();
            name = known;
        }
        return service.of(known);
    }
}
