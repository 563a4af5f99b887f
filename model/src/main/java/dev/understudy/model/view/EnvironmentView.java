package dev.understudy.model.view;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * @param keepsApiKeys whether it is a copy that is told to let production's API keys in
 * @param fenced whether it is cut off from the network; absent for production, unless it is quiet
 * @param quiet whether it is a production that calls nobody yet: no crons run, and no mail goes out
 * @param pendingModules modules that wait to be installed, updated or removed
 * @param createdAt absent while it does not exist
 * @param copiedAt when the copy was taken of production; absent when it is no copy
 * @param copyMethod {@code reflink} or {@code plain}; absent when it is no copy
 * @param ports absent while none are allotted
 * @param outside what of it may talk to the world, and with whom it can
 * @param troubles what keeps users from its address: a port that is taken, a certificate that could not be obtained
 * @param follows the Odoo that it is a copy of; absent when it follows none, or has taken it over
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
        boolean keepsApiKeys,
        boolean quiet,
        List<String> pendingModules,
        @Nullable Instant createdAt,
        @Nullable Instant copiedAt,
        @Nullable String copyMethod,
        @Nullable PortsView ports,
        List<InstanceView> instances,
        Outside outside,
        List<ProblemView> troubles,
        @Nullable Following follows) {

    public EnvironmentView {
        pendingModules = List.copyOf(pendingModules);
        instances = List.copyOf(instances);
        // A service of an earlier version does not tell.
        outside = Objects.requireNonNullElse(outside, Outside.NONE);
        troubles = List.copyOf(troubles);
    }

    /**
     * What a copy has to do with the world.
     *
     * @param talkers modules that may talk to it and are kept from it by the fence alone; none in lists
     * @param reach what it may reach in spite of its fence, as {@code sandbox.carrier.example:443}
     */
    public record Outside(List<Talker> talkers, List<String> reach) {

        /** Of what is no copy. */
        public static final Outside NONE = new Outside(List.of(), List.of());

        public Outside {
            talkers = List.copyOf(talkers);
            reach = List.copyOf(reach);
        }
    }

    /**
     * A module that may talk to the world and brings no {@code neutralize.sql} that counts.
     *
     * @param libraries of the network that it imports
     * @param credentials fields and parameters of it that are called as keys to a service are
     */
    public record Talker(String module, List<String> libraries, List<String> credentials) {
        public Talker {
            libraries = List.copyOf(libraries);
            credentials = List.copyOf(credentials);
        }

        /** The module, with what tells of its talk. */
        public String shown() {
            return module
                    + Stream.concat(libraries.stream(), credentials.stream())
                            .collect(Collectors.joining(", ", " (", ")"));
        }
    }

    /**
     * An Odoo of somebody else's that goes on, and that production is a copy of until it is taken over.
     *
     * @param config its {@code odoo.conf}
     * @param port of loopback, where it is served
     * @param since when its data was brought over first; absent before that
     * @param broughtAt when it was last; what was written later is not in the copy
     * @param lacking bytes of its log of changes that the standby has not replayed, which are brought over in a take-over; absent
     *     when no standby runs, and when nobody asked
     */
    public record Following(
            String config,
            int port,
            @Nullable Instant since,
            @Nullable Instant broughtAt,
            @Nullable Long lacking) {}

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
