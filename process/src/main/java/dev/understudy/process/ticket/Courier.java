package dev.understudy.process.ticket;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.config.OdooAccess;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.TicketSettings;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.odoo.series.Series;
import dev.understudy.process.World;
import dev.understudy.process.ticket.Outbox.Entry;
import dev.understudy.process.ticket.Outbox.Waiting;
import dev.understudy.targets.postgres.Doors;
import dev.understudy.targets.rpc.OdooApi;
import dev.understudy.targets.rpc.OdooServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to production's Odoo what waits in the outbox, each once; what Odoo does not take now is tried again later. */
public final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** After which nothing else needs to be tried now. */
    private static final Set<String> AWAY = Set.of("rpc.unavailable", "rpc.login-refused");

    private static final String MESSAGES = "mail.message";
    private static final String ATTACHMENTS = "ir.attachment";

    /** The channel that all users are in: by its name in the data of Odoo's discussions, as its model was renamed in 17.0. */
    private static final String CHANNEL =
            "SELECT d.model, d.res_id FROM public.ir_model_data d WHERE d.module = 'mail' AND d.name = 'channel_all_employees'";

    private final Supplier<Project> project;
    private final Environments environments;
    private final Outbox outbox;
    private final World world;
    private final Calendar calendar;

    public Courier(Supplier<Project> project, Environments environments, Outbox outbox, World world) {
        this.project = project;
        this.environments = environments;
        this.outbox = outbox;
        this.world = world;
        this.calendar = new Calendar(environments, world);
    }

    /** Goes there once, when there is anything to write and somebody to write it as. */
    public synchronized void send(Instant now) {
        Optional<OdooAccess> access = project.get().telling().odoo();
        int late = outbox.giveUp(now);
        if (late > 0) {
            LOG.warn("{} messages to production's Odoo were not written in time", late);
        }
        List<Waiting> waiting = outbox.waiting(now);
        if (access.isEmpty() || waiting.isEmpty()) {
            return;
        }
        Optional<FaultException> away = Optional.empty();
        for (Waiting one : waiting) {
            try {
                if (away.isPresent()) {
                    again(one, away.get(), now);
                } else {
                    outbox.done(one, write(api(access.get()), one), now);
                }
            } catch (FaultException failure) {
                LOG.warn("{}", failure.getMessage());
                again(one, failure, now);
                away = Optional.of(failure)
                        .filter(fault -> AWAY.contains(fault.fault().code()));
            }
        }
    }

    private void again(Waiting one, FaultException failure, Instant now) {
        Duration wait = Duration.ofMinutes(1L << Math.min(one.tries(), 6));
        outbox.notDone(
                one,
                String.valueOf(failure.getMessage()),
                now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT));
    }

    private OdooApi api(OdooAccess access) {
        Environment production = environments.get(Project.PRODUCTION);
        return OdooApi.of(
                new OdooServer(
                        URI.create("http://127.0.0.1:" + production.port()),
                        production.database(),
                        access.user(),
                        access.key().resolve(world.variables())),
                Series.of(project.get().odoo().series()));
    }

    /** The ticket that it is about now. */
    private Optional<Long> write(OdooApi api, Waiting one) {
        Entry entry = one.entry();
        switch (entry.kind()) {
            case TICKET -> {
                return Optional.of(ticket(api, one));
            }
            case NOTE -> post(api, one, settings().model(), entry.ticket().orElseThrow());
            case MESSAGE -> {
                List<String> channel = channel();
                post(api, one, channel.get(0), Long.parseLong(channel.get(1)));
            }
            case EVENT -> calendar.write(api, entry);
        }
        return entry.ticket();
    }

    private long ticket(OdooApi api, Waiting one) {
        long ticket = titled(api, one, settings());
        one.entry().picture().ifPresent(picture -> attach(api, one, picture, ticket));
        return ticket;
    }

    private void attach(OdooApi api, Waiting one, Screenshot picture, long ticket) {
        String model = settings().model();
        String name = "screenshot." + picture.type();
        boolean there = one.tries() > 0
                && !api.search(
                                ATTACHMENTS,
                                List.of(
                                        List.of("res_model", "=", model),
                                        List.of("res_id", "=", ticket),
                                        List.of("name", "=", name)),
                                1)
                        .isEmpty();
        if (!there) {
            api.attach(model, ticket, name, picture.content());
        }
    }

    private static long titled(OdooApi api, Waiting one, TicketSettings settings) {
        List<Long> there = one.tries() == 0
                ? List.of()
                : api.search(
                        settings.model(),
                        List.of(List.of(settings.text(), "ilike", one.entry().mark())),
                        1);
        if (!there.isEmpty()) {
            return there.getFirst();
        }
        Map<String, Object> values = new LinkedHashMap<>(settings.values());
        values.put(settings.title(), one.entry().title());
        values.put(settings.text(), one.entry().body());
        return api.create(settings.model(), values);
    }

    private static void post(OdooApi api, Waiting one, String model, long record) {
        boolean there = one.tries() > 0
                && !api.search(
                                MESSAGES,
                                List.of(
                                        List.of("model", "=", model),
                                        List.of("res_id", "=", record),
                                        List.of("body", "ilike", one.entry().mark())),
                                1)
                        .isEmpty();
        if (!there) {
            api.post(model, record, one.entry().body(), one.entry().kind() == Outbox.Kind.MESSAGE);
        }
    }

    private TicketSettings settings() {
        return project.get()
                .telling()
                .tickets()
                .orElseThrow(() -> Fault.refused("ticket.none-kept").exception());
    }

    private List<String> channel() {
        Doors production = environments
                .find(Project.PRODUCTION)
                .flatMap(world.machine().databases())
                .orElseThrow(() ->
                        Fault.refused("process.no-database", Project.PRODUCTION).exception());
        return production.reader().rows(CHANNEL).stream()
                .findFirst()
                .orElseThrow(() -> Fault.refused("announce.no-channel").exception());
    }
}
