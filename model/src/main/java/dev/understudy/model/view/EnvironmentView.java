package dev.understudy.model.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An environment as the API and the command line show it.
 *
 * @param kind what its data is: {@code live}, {@code copy}, {@code demo} or {@code minimal}
 * @param status an {@link EnvironmentStatus} in lower case
 * @param url where to open it in a browser; absent while it has no port
 * @param database absent while there is none
 * @param release the id of the release it runs; absent when it runs Odoo alone
 * @param neutralized whether its database says that it is neutralized
 * @param fenced whether it is cut off from the network; absent for production, unless it is quiet
 * @param quiet whether it is a production that calls nobody yet: no crons run, and no mail goes out
 * @param pendingModules modules that wait to be installed, updated or removed
 * @param createdAt absent while it does not exist
 * @param copiedAt when the copy was taken of production; absent when it is no copy
 * @param copyMethod {@code reflink} or {@code plain}; absent when it is no copy
 * @param ports absent while none are allotted
 * @param troubles what keeps users from its address: a port that is taken, a certificate that cannot be had
 */
public record EnvironmentView(
        String name,
        String kind,
        String status,
        @Nullable String url,
        @Nullable DatabaseView database,
        @Nullable String release,
        boolean neutralized,
        @Nullable Boolean fenced,
        boolean quiet,
        List<String> pendingModules,
        @Nullable Instant createdAt,
        @Nullable Instant copiedAt,
        @Nullable String copyMethod,
        @Nullable PortsView ports,
        List<InstanceView> instances,
        List<ProblemView> troubles) {

    public EnvironmentView {
        pendingModules = List.copyOf(pendingModules);
        instances = List.copyOf(instances);
        troubles = List.copyOf(troubles);
    }

    /** Where its database answers. */
    public record DatabaseView(String host, int port, String name) {}

    /** Its ports on loopback: where users are let through to Odoo, and where its database answers. */
    public record PortsView(int http, int database) {}

    /**
     * One Odoo process.
     *
     * @param name {@code production-web-blue}
     * @param role {@code web} or {@code cron}
     * @param slot {@code blue} or {@code green}
     * @param running whether its process lives
     * @param pid absent when it does not run
     * @param log its log file
     */
    public record InstanceView(
            String name,
            String role,
            String slot,
            boolean running,
            @Nullable Long pid,
            String log) {}
}
