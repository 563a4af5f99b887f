package dev.understudy.odoo.mask;

import dev.understudy.odoo.mask.Decision.Why;
import dev.understudy.odoo.mask.MaskRules.Rule;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says what becomes of each column of a database: what the project's file says, what we know of the field, what its type, its
 * name and its values tell, in this order. What is unsure is masked.
 */
public final class Judgement {

    /** What these fields hold is chosen from a list, counted or computed by Odoo. */
    private static final Set<String> NOBODYS = Set.of(
            "selection", "reference", "many2one_reference", "many2one", "boolean", "integer", "float", "monetary");

    private final MaskRules rules;
    private final Map<String, Kind> file;

    /**
     * Judges by rules and by a project's file.
     *
     * @param file what it says of columns, by {@link Column#key}
     */
    public Judgement(MaskRules rules, Map<String, Kind> file) {
        this.rules = rules;
        this.file = Map.copyOf(file);
    }

    /** What can be said of a column whatever its values are; empty where these must be looked at. */
    public Optional<Decision> of(Column column) {
        Kind said = file.get(column.key());
        if (said != null) {
            return decided(column, new Rule(said, somebodys(said)), Why.FILE);
        }
        Optional<Rule> rule = rules.of(column).filter(found -> fits(column, found.kind()));
        if (rule.isPresent()) {
            return decided(column, rule.get(), Why.RULE);
        }
        if (NOBODYS.contains(column.field())
                && (column.json() || !column.field().equals("float"))) {
            return decided(column, new Rule(Kind.KEEP, false), Why.TYPE);
        }
        Optional<Rule> named = rules.named(column).filter(found -> fits(column, found.kind()));
        return named.isPresent() ? decided(column, named.get(), Why.NAME) : byType(column);
    }

    /** What is said of a column after all its values were looked at. */
    public Decision of(Column column, ColumnValues values) {
        return of(column)
                .orElseGet(() -> values.technical()
                        ? new Decision(column, Kind.KEEP, Why.VALUES, false)
                        : values.chosen()
                                ? new Decision(column, Kind.SCRUB, Why.VALUES, false)
                                : new Decision(column, Kind.TEXT, Why.UNSURE, false));
    }

    private static Optional<Decision> byType(Column column) {
        if (column.binary()) {
            return decided(column, new Rule(Kind.DROP, false), Why.TYPE);
        }
        if (!column.textual()) {
            boolean dropped = column.trace() && !column.required();
            return decided(column, new Rule(dropped ? Kind.DROP : Kind.KEEP, false), Why.TYPE);
        }
        if (column.field().equals("properties_definition")) {
            // What fields are called and of which type they are: Odoo reads it.
            return decided(column, new Rule(Kind.SCRUB, false), Why.TYPE);
        }
        if (column.record()) {
            return decided(column, new Rule(Kind.TEXT, false), Why.UNSURE);
        }
        boolean prose = column.field().equals("html") || column.field().equals("text");
        return prose || column.json()
                ? decided(column, new Rule(Kind.TEXT, false), prose ? Why.TYPE : Why.UNSURE)
                : Optional.empty();
    }

    private static Optional<Decision> decided(Column column, Rule rule, Why why) {
        boolean all = rule.kind() == Kind.KEEP || rule.kind() == Kind.SCRUB;
        // What can hold no text has nothing to be scrubbed.
        Kind kind = rule.kind() == Kind.SCRUB && !column.textual() ? Kind.KEEP : rule.kind();
        return Optional.of(new Decision(column, kind, why, rule.entities() && !all && !column.record()));
    }

    /** Whether a column's values can become such. */
    private static boolean fits(Column column, Kind kind) {
        return switch (kind) {
            case KEEP, SCRUB -> true;
            case DROP -> !column.required();
            case AMOUNT -> column.number();
            case BIRTHDAY -> column.day() || column.textual();
            default -> column.textual();
        };
    }

    private static boolean somebodys(Kind kind) {
        return switch (kind) {
            case NAME, COMPANY, EMAIL, PHONE, IBAN, VAT -> true;
            default -> false;
        };
    }
}
