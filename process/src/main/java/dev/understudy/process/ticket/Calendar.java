package dev.understudy.process.ticket;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.calendar.Span;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.process.World;
import dev.understudy.process.ticket.Outbox.Entry;
import dev.understudy.targets.postgres.Reader;
import dev.understudy.targets.rpc.OdooApi;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has a planned change stand in the calendar of all who work in production's Odoo, where its module {@code calendar} is
 * installed. When it is written, Odoo's web client hears of its next reminder, and shows it then. Nobody is invited
 * by mail for it.
 */
final class Calendar {

    private static final String EVENTS = "calendar.event";
    private static final String ALARMS = "calendar.alarm";

    /** How Odoo writes times: UTC. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /**
     * The reminders that Odoo brings (calendar_data.xml), in minutes. It tells the web client of one that is yet to come alone:
     * the next of these.
     */
    private static final List<Integer> SHOWN_FROM = List.of(60, 30, 15);

    /** What keeps Odoo from writing to attendees (calendar_attendee.py), and followers from hearing of each field. */
    private static final Set<String> QUIETLY = Set.of("no_mail_to_attendees", "tracking_disable", "mail_create_nolog");

    private static final String INSTALLED =
            "SELECT 1 FROM public.ir_module_module WHERE name = 'calendar' AND state IN ('installed', 'to upgrade')";

    /** Active people who work in Odoo: neither portal users nor what signs in by itself. */
    private static final String USERS = """
            SELECT u.partner_id FROM public.res_users u
             WHERE u.active AND NOT coalesce(u.share, false) ORDER BY u.partner_id""";

    private final Environments environments;
    private final World world;

    Calendar(Environments environments, World world) {
        this.environments = environments;
        this.world = world;
    }

    /** Makes the entry, or changes the one that is there; takes it away where it has no time. Nothing without a calendar. */
    void write(OdooApi odoo, Entry entry) {
        Reader production = production();
        if (production.rows(INSTALLED).isEmpty()) {
            return;
        }
        OdooApi api = odoo.with(QUIETLY);
        List<Long> there = api.search(EVENTS, List.of(List.of("description", "ilike", entry.mark())), 1);
        Optional<Span> when = entry.when();
        if (when.isEmpty()) {
            there.forEach(event -> api.remove(EVENTS, event));
            return;
        }
        Map<String, Object> values = values(entry, when.get(), production, api);
        if (there.isEmpty()) {
            long _ = api.create(EVENTS, values);
        } else {
            api.change(EVENTS, there.getFirst(), values);
        }
    }

    private Map<String, Object> values(Entry entry, Span when, Reader production, OdooApi api) {
        List<Long> partners = production.rows(USERS).stream()
                .map(row -> Long.parseLong(row.getFirst()))
                .toList();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", entry.title());
        values.put("start", TIME.format(when.start()));
        values.put("stop", TIME.format(when.end()));
        values.put("description", entry.body());
        // It takes nobody's time.
        values.put("show_as", "free");
        values.put("partner_ids", replacing(partners));
        values.put("alarm_ids", replacing(alarm(api, when.start())));
        return values;
    }

    private List<Long> alarm(OdooApi api, Instant start) {
        Instant now = world.clock().instant();
        return SHOWN_FROM.stream()
                .filter(minutes -> start.minus(Duration.ofMinutes(minutes)).isAfter(now))
                .map(minutes -> api.search(
                        ALARMS,
                        List.of(List.of("alarm_type", "=", "notification"), List.of("duration_minutes", "=", minutes)),
                        1))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Odoo's command for these and no others. */
    private static List<Object> replacing(List<Long> ids) {
        return List.of(List.of(6, 0, ids));
    }

    private Reader production() {
        Optional<Environment> found = environments.find(Project.PRODUCTION);
        return found.flatMap(world.machine().databases())
                .orElseThrow(() ->
                        Fault.refused("process.no-database", Project.PRODUCTION).exception())
                .reader();
    }
}
