package dev.understudy.engine.step.evidence;

import dev.understudy.engine.database.ModuleRecords;
import dev.understudy.engine.database.ModuleRecords.Found;
import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.engine.release.ModuleDefinitions;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.model.evidence.OwnRecord;
import dev.understudy.model.evidence.OwnRecord.Fate;
import dev.understudy.targets.postgres.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What people changed in production of what modules brought, and what an update makes of it: looked at before and after. */
final class OwnRecords {

    private final Reader database;
    private final Map<String, String> old;
    private final Map<String, String> fresh;
    private final Set<String> redefined;
    private final List<Found> before;

    private OwnRecords(Reader database, Map<String, String> old, Map<String, String> fresh, ModulePlan plan) {
        this.database = database;
        this.old = old;
        this.fresh = fresh;
        this.redefined = ModuleDefinitions.redefined(old, fresh);
        this.before = ModuleRecords.of(database, plan.update(), redefined);
    }

    /**
     * Looks before the update.
     *
     * @param old the code that production runs
     * @param fresh the release's code
     */
    static OwnRecords before(Reader database, ModuleCatalog old, ModuleCatalog fresh, ModulePlan plan) {
        return new OwnRecords(
                database, ModuleDefinitions.of(old, plan.update()), ModuleDefinitions.of(fresh, plan.update()), plan);
    }

    /**
     * What became of them.
     *
     * @param records the worst first
     * @param texts what was there and what is, for evidence; empty when there is nothing to tell
     */
    record Seen(List<OwnRecord> records, String texts) {}

    Seen after() {
        Map<String, JsonNode> now = ModuleRecords.again(database, before);
        List<OwnRecord> records = new ArrayList<>();
        OwnRecordTexts texts = new OwnRecordTexts(old, fresh);
        before.stream()
                .map(found -> seen(found, now.get(found.table() + " " + found.row())))
                .flatMap(Stream::ofNullable)
                .sorted(Comparator.comparing((Compared one) -> one.record().fate())
                        .thenComparing(one -> one.record().kind())
                        .thenComparing(one -> one.record().id()))
                .forEach(one -> {
                    records.add(one.record());
                    texts.add(one.record(), one.found().columns(), one.after());
                });
        return new Seen(List.copyOf(records), texts.text());
    }

    private record Compared(
            Found found, OwnRecord record, @Nullable JsonNode after) {}

    private @Nullable Compared seen(Found found, @Nullable JsonNode after) {
        boolean changedByPeople = !found.by().isEmpty();
        List<String> columns = after == null ? List.of() : differing(found.columns(), after);
        Fate fate = after == null
                ? Fate.REMOVED
                : !columns.isEmpty()
                        ? Fate.OVERWRITTEN
                        : found.noupdate() && redefined.contains(found.id()) ? Fate.STALE : Fate.KEPT;
        boolean told = changedByPeople ? fate != Fate.KEPT || !found.kind().equals("record") : fate == Fate.STALE;
        return told
                ? new Compared(
                        found,
                        new OwnRecord(found.kind(), found.id(), title(found.columns()), found.by(), fate, columns),
                        after)
                : null;
    }

    /** The columns that were there and have another value: a column that the release brings is nobody's loss. */
    private static List<String> differing(JsonNode before, JsonNode after) {
        return before.properties().stream()
                .filter(column ->
                        after.has(column.getKey()) && !column.getValue().equals(after.get(column.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static String title(JsonNode columns) {
        return Stream.of("name", "key", "subject")
                .map(columns::path)
                .map(OwnRecordTexts::shown)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }
}
