package dev.understudy.process.monitor;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.TrafficView.Span;
import dev.understudy.process.monitor.Sample.Database;
import dev.understudy.targets.host.MachineUse.Sum;
import dev.understudy.targets.postgres.Doors;
import dev.understudy.targets.postgres.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what each environment takes of the machine. Where little happens it notes little, and leaves the database alone: a connection
 * costs more than all else.
 */
public final class MonitorWatch {

    private static final Logger LOG = LoggerFactory.getLogger(MonitorWatch.class);

    private static final Duration KEPT = Span.MONTH.length().plusDays(1);
    private static final Duration AT_REST = Duration.ofMinutes(15);
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    /** Of one processor; Odoo's scheduled actions look for work all the time. */
    private static final double IDLE = 0.02;

    private static final String DATABASE = """
            SELECT count(*), count(*) FILTER (WHERE state <> 'idle'), pg_database_size(current_database())
              FROM pg_stat_activity
             WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()""";

    private static final String SLOW = """
            SELECT left(query, 4000), round(1000 * extract(epoch FROM clock_timestamp() - query_start))::bigint
              FROM pg_stat_activity
             WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
               AND state = 'active' AND query_start < clock_timestamp() - interval '1 second' LIMIT 20""";

    private final Environments environments;
    private final BiFunction<Environment, Instant, Sum> use;
    private final Function<Environment, Optional<Doors>> databases;
    private final MonitorBook book;
    private final Map<String, Sum> noted = new HashMap<>();
    private final Map<String, Instant> asked = new HashMap<>();
    private Instant pruned = Instant.EPOCH;

    /**
     * @param use what an environment's processes have taken until a time
     * @param databases an environment's database; empty while it does not run
     */
    public MonitorWatch(
            Environments environments,
            BiFunction<Environment, Instant, Sum> use,
            Function<Environment, Optional<Doors>> databases,
            MonitorBook book) {
        this.environments = environments;
        this.use = use;
        this.databases = databases;
        this.book = book;
    }

    /** What is known. */
    public MonitorBook book() {
        return book;
    }

    /** Notes what was taken since the last look. */
    public synchronized void look(Instant now) {
        List<Environment> present = environments.list().stream()
                .filter(environment -> !environment.name().equals(Environment.REHEARSAL))
                .toList();
        List<String> names = present.stream().map(Environment::name).toList();
        noted.keySet().retainAll(names);
        asked.keySet().retainAll(names);
        present.forEach(environment -> tryToLook(environment, now));
        if (pruned.plus(Duration.ofHours(1)).isBefore(now)) {
            book.forget(now, KEPT, names);
            pruned = now;
        }
    }

    /** One that cannot be looked at keeps nothing else of the project from being done. */
    private void tryToLook(Environment environment, Instant now) {
        try {
            look(environment, now);
        } catch (RuntimeException unknown) {
            LOG.warn("What {} takes of the machine is not known: {}", environment.name(), unknown.getMessage());
        }
    }

    private void look(Environment environment, Instant now) {
        Sum taken = use.apply(environment, now);
        Sum before = noted.get(environment.name());
        if (before == null || taken.processes() == 0 || taken.seconds() < before.seconds()) {
            // What has begun anew counts from nothing.
            noted.put(environment.name(), taken);
            return;
        }
        Duration time = Duration.between(before.at(), taken.at());
        if (time.compareTo(SHORTEST) < 0) {
            return;
        }
        double seconds = time.toMillis() / 1e3;
        double processors = (taken.seconds() - before.seconds()) / seconds;
        boolean rests = processors < IDLE && time.compareTo(AT_REST) < 0;
        if (rests && alike(before.memory(), taken.memory())) {
            return;
        }
        noted.put(environment.name(), taken);
        book.add(
                environment.name(),
                new Sample(taken.at(), seconds, processors, taken.memory(), database(environment, now, rests)));
    }

    /** A tenth more or less. */
    private static boolean alike(long before, long now) {
        return Math.abs(now - before) <= before / 10;
    }

    private Optional<Database> database(Environment environment, Instant now, boolean rests) {
        String name = environment.name();
        if (rests && asked.getOrDefault(name, Instant.EPOCH).plus(AT_REST).isAfter(now)) {
            return Optional.empty();
        }
        asked.put(name, now);
        try {
            return databases.apply(environment).map(doors -> ask(name, doors.reader(), now));
        } catch (FaultException away) {
            LOG.debug("The database of {} does not answer", name, away);
            return Optional.empty();
        }
    }

    private Database ask(String environment, Reader reader, Instant now) {
        for (List<String> slow : reader.rows(SLOW)) {
            String statement = Statements.withoutValues(slow.get(0));
            if (!statement.isEmpty()) {
                book.saw(environment, statement, Duration.ofMillis(Long.parseLong(slow.get(1))), now);
            }
        }
        List<String> told = reader.rows(DATABASE).getFirst();
        return new Database(Integer.parseInt(told.get(0)), Integer.parseInt(told.get(1)), Long.parseLong(told.get(2)));
    }
}
