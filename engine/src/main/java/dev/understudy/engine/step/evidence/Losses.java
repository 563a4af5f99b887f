package dev.understudy.engine.step.evidence;

import dev.understudy.engine.database.AccessTables;
import dev.understudy.engine.database.UsedRights;
import dev.understudy.engine.database.ValuesCut;
import dev.understudy.engine.database.ValuesSetAside;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.access.AccessChange;
import dev.understudy.odoo.access.AccessRights;
import dev.understudy.targets.postgres.Catalog;
import dev.understudy.targets.postgres.Reader;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people have no more after a rehearsed update, though Odoo itself takes no offence.
 *
 * @param access rights of theirs
 * @param values of columns that begin empty
 * @param cut values of columns that hold only a part of them
 */
public record Losses(AccessChange access, List<ValuesSetAside> values, List<ValuesCut> cut) {

    /** What nobody lost. */
    static final Losses NONE = new Losses(AccessChange.NONE, List.of(), List.of());

    /** The argument of a rehearsal with which somebody takes them. */
    static final String ACCEPTED = "accept-loss";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FACT = "losses";
    private static final String EVIDENCE = "access";

    public Losses {
        values = List.copyOf(values);
        // A run that an earlier version began does not tell.
        cut = List.copyOf(Objects.requireNonNullElse(cut, List.of()));
    }

    /**
     * Looks at a database before its update.
     *
     * @param origin what it is a copy of
     */
    static Before before(Reader database, Supplier<Reader> origin) {
        AccessRights access = AccessTables.of(database);
        return schema -> new Losses(
                UsedRights.weighed(access.changeTo(AccessTables.of(database)), origin),
                ValuesSetAside.of(database, schema),
                ValuesCut.of(origin.get(), schema));
    }

    /** A database as it was. */
    @FunctionalInterface
    interface Before {
        Losses after(Catalog.Difference schema);
    }

    void keep(StepContext context) {
        context.put(FACT, JSON.writeValueAsString(this));
        if (!access.isEmpty()) {
            context.evidence(EVIDENCE, "text/plain", text());
        }
    }

    /** What an earlier step of the run has found. */
    public static Losses of(StepContext context) {
        return context.fact(FACT)
                .map(json -> JSON.readValue(json, Losses.class))
                .orElse(NONE);
    }

    /** Why the release must not be deployed as it is. */
    Optional<Fault> fault(String release) {
        if (!values.isEmpty()) {
            return Optional.of(Fault.failed(
                    "rehearsal.values-set-aside",
                    values.stream().map(ValuesSetAside::shown).collect(Collectors.joining(", ")),
                    release));
        }
        if (!cut.isEmpty()) {
            return Optional.of(Fault.failed(
                    "rehearsal.values-cut",
                    cut.stream().map(ValuesCut::shown).collect(Collectors.joining(", ")),
                    release));
        }
        List<AccessChange.Moved> grave = access.grave();
        return grave.isEmpty()
                ? Optional.empty()
                : Optional.of(Fault.failed(
                        "rehearsal.access-lost",
                        grave.size(),
                        grave.stream().limit(5).map(AccessChange.Moved::shown).collect(Collectors.joining("; ")),
                        release));
    }

    /** Each loss for which a release must not be deployed as it is, a line each. */
    List<String> shown() {
        return Stream.of(
                        values.stream().map(ValuesSetAside::shown),
                        cut.stream().map(ValuesCut::shown),
                        access.grave().stream().map(AccessChange.Moved::shown))
                .flatMap(lines -> lines)
                .toList();
    }

    private String text() {
        return part(
                        "lost",
                        access.lost().stream().map(AccessChange.Moved::shown).toList())
                + part(
                        "no longer in the menus",
                        access.menus().stream().map(AccessChange.Gone::shown).toList())
                + part("rules of records", access.rules())
                + part(
                        "won",
                        access.won().stream().map(AccessChange.Moved::shown).toList());
    }

    private static String part(String title, List<String> lines) {
        return lines.isEmpty()
                ? ""
                : title + "\n" + lines.stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
    }
}
