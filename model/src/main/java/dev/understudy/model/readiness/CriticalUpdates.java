package dev.understudy.model.readiness;

import dev.understudy.model.method.Word;
import dev.understudy.model.readiness.PendingUpdates.Update;
import dev.understudy.model.readiness.Readiness.Answer;
import dev.understudy.model.readiness.Readiness.Consideration;
import dev.understudy.model.readiness.Readiness.Mark;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether known holes are left open: in Odoo, its Python packages, PostgreSQL and the system. What is outstanding is bad, however
 * little is known of the rest; where nothing is outstanding, and of a part nothing is known, nobody knows.
 */
public final class CriticalUpdates {

    /** Debian says of its security updates for a week that these are all. */
    private static final Duration FRESH = Duration.ofDays(7);

    /** In a month something is corrected in every Odoo. */
    private static final Duration RECENT = Duration.ofDays(30);

    private static final String SERVER = "postgresql-";
    private static final int NAMED = 5;

    private CriticalUpdates() {}

    /**
     * What is known.
     *
     * @param odoo the build that the release brings
     * @param packages how many Python packages the release brings
     * @param server the version of production's PostgreSQL, e.g. {@code 17.5}; empty while it does not answer
     */
    public record Known(OdooBuild odoo, int packages, Optional<String> server, MachineUpdates machine) {}

    private record Part(Mark mark, Word why) {
        static Part of(Mark mark, String key, Object... arguments) {
            return new Part(
                    mark,
                    new Word(
                            "consider." + key,
                            Stream.of(arguments).map(String::valueOf).toList()));
        }
    }

    /** The answer, with a reason for each part. */
    public static Answer of(Known known, Instant now) {
        List<Part> parts = Stream.of(
                        Stream.of(odoo(known.odoo(), now)),
                        python(known, now),
                        Stream.of(server(known, now)),
                        Stream.of(packages(known.machine().system(), one -> !isServer(one), now)))
                .flatMap(stream -> stream)
                .toList();
        Mark worst = Stream.of(Mark.BAD, Mark.UNKNOWN, Mark.PARTLY)
                .filter(mark -> parts.stream().anyMatch(part -> part.mark() == mark))
                .findFirst()
                .orElse(Mark.GOOD);
        return new Answer(
                Consideration.CRITICAL_UPDATES,
                worst,
                parts.stream().map(Part::why).toList());
    }

    private static Part odoo(OdooBuild odoo, Instant now) {
        if (odoo.made().isEmpty()) {
            return Part.of(Mark.UNKNOWN, "odoo-undated", odoo.name());
        }
        Instant made = odoo.made().get();
        return odoo.newer()
                .map(newer -> Part.of(Mark.PARTLY, "odoo-newer", day(made), newer.release(), day(newer.made())))
                .orElseGet(() -> made.isBefore(now.minus(RECENT))
                        ? Part.of(Mark.UNKNOWN, "odoo-old", day(made))
                        : Part.of(Mark.GOOD, "odoo-recent", day(made)));
    }

    private static Stream<Part> python(Known known, Instant now) {
        Part folder = known.machine()
                .folder()
                .map(pending -> packages(pending, one -> true, now))
                .orElseGet(() -> Part.of(Mark.UNKNOWN, "python-elsewhere"));
        return known.packages() == 0
                ? Stream.of(folder)
                : Stream.of(folder, Part.of(Mark.UNKNOWN, "python-own", known.packages()));
    }

    /** A minor version of PostgreSQL has nothing but corrections, wherever it comes from. */
    private static Part server(Known known, Instant now) {
        if (known.server().isEmpty()) {
            return Part.of(Mark.UNKNOWN, "server-silent");
        }
        String running = known.server().get();
        String major = running.replaceFirst("\\..*", "");
        PendingUpdates system = known.machine().system();
        Optional<Update> offered = system.packages().stream()
                .filter(one -> one.name().equals(SERVER + major))
                .findFirst();
        if (offered.isPresent()) {
            return Part.of(
                    Mark.BAD, "server-behind", running, upstream(offered.get().offered()));
        }
        String installed = known.machine().servers().get(major);
        if (installed == null) {
            return Part.of(Mark.UNKNOWN, "server-elsewhere", running);
        }
        if (!upstream(installed).equals(running)) {
            return Part.of(Mark.BAD, "server-not-restarted", running, upstream(installed));
        }
        return unknown(system, now).orElseGet(() -> Part.of(Mark.GOOD, "server-current", running));
    }

    /** {@code 17.5} of {@code 17.5-1.pgdg12+1}. */
    private static String upstream(String version) {
        return version.replaceFirst("^\\d+:", "").replaceFirst("[^0-9.].*", "");
    }

    private static boolean isServer(Update one) {
        return one.name().startsWith(SERVER)
                && one.name().substring(SERVER.length()).chars().allMatch(Character::isDigit);
    }

    private static Part packages(PendingUpdates pending, Predicate<Update> counted, Instant now) {
        List<String> outstanding = pending.packages().stream()
                .filter(one -> one.security() && counted.test(one))
                .map(Update::name)
                .sorted()
                .toList();
        if (!outstanding.isEmpty()) {
            String named = outstanding.stream().limit(NAMED).collect(Collectors.joining(", "))
                    + (outstanding.size() > NAMED ? ", …" : "");
            return Part.of(Mark.BAD, "packages-outstanding", pending.system(), outstanding.size(), named);
        }
        return unknown(pending, now)
                .orElseGet(() -> Part.of(
                        Mark.GOOD,
                        "packages-none",
                        pending.system(),
                        day(pending.lists().orElseThrow())));
    }

    /** Why its lists say nothing of what is not in them; empty when they do. */
    private static Optional<Part> unknown(PendingUpdates pending, Instant now) {
        if (pending.lists().isEmpty()) {
            return Optional.of(Part.of(Mark.UNKNOWN, "packages-no-lists", pending.system()));
        }
        if (!pending.security()) {
            return Optional.of(Part.of(Mark.UNKNOWN, "packages-no-security", pending.system()));
        }
        Instant lists = pending.lists().get();
        return lists.isBefore(now.minus(FRESH))
                ? Optional.of(Part.of(Mark.UNKNOWN, "packages-stale", pending.system(), day(lists)))
                : Optional.empty();
    }

    private static String day(Instant moment) {
        return moment.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
