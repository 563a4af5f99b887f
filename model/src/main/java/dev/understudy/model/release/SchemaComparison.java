package dev.understudy.model.release;

import dev.understudy.model.release.PythonSide.Attribute;
import dev.understudy.model.release.PythonSide.Declared;
import dev.understudy.model.release.PythonSide.Field;
import dev.understudy.model.release.PythonSide.ModelClass;
import dev.understudy.model.release.PythonSide.TableObject;
import dev.understudy.model.release.Reason.Why;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares what the changed Python files of one module declare before and after. They are compared together, so that a
 * model or field that only moves to another file is no change.
 */
final class SchemaComparison {

    private static final Set<String> TYPE_ARGUMENTS =
            Set.of("size", "digits", "translate", "company_dependent", "relation", "column1", "column2");
    private static final Set<String> TABLE_ATTRIBUTES = Set.of("_name", "_table");
    private static final Set<String> STRUCTURE_ATTRIBUTES =
            Set.of("_inherit", "_inherits", "_auto", "_log_access", "_parent_store", "_parent_name", "_abstract");
    private static final Set<String> SHOWN_ATTRIBUTES = Set.of("_description", "_order", "_rec_name", "_table_query");

    private final String repository;
    private final List<Reason> reasons = new ArrayList<>();
    private final Map<Key, Found> before = new LinkedHashMap<>();
    private final Map<Key, Found> after = new LinkedHashMap<>();
    private final Map<String, Place> modelsBefore = new LinkedHashMap<>();
    private final Map<String, Place> modelsAfter = new LinkedHashMap<>();

    SchemaComparison(String repository) {
        this.repository = repository;
    }

    private record Key(String model, String name, String kind) {}

    private record Found(String file, Declared declared) {}

    private record Place(String file, int line) {}

    /** Takes in a changed Python file of the module. */
    void add(ChangedFile file, PythonChange declared) {
        Map<String, String> models = new HashMap<>(declared.after().models());
        models.putAll(declared.before().models());
        collect(file.path(), declared.before(), models, before);
        collect(file.path(), declared.after(), models, after);
        classes(file.path(), declared.before(), '-', modelsBefore);
        classes(file.path(), declared.after(), '+', modelsAfter);
        file.findings().forEach(found -> reason(found.why(), file.path(), found.line(), found.subject()));
    }

    private static void collect(String file, PythonSide side, Map<String, String> models, Map<Key, Found> into) {
        for (Declared found : side.declared()) {
            String model = models.getOrDefault(found.inClass(), found.inClass());
            into.putIfAbsent(new Key(model, found.name(), kind(found)), new Found(file, found));
        }
    }

    private static String kind(Declared declared) {
        return switch (declared) {
            case Field field -> "field";
            case Attribute attribute -> "attribute";
            case TableObject object -> "object";
        };
    }

    private static void classes(String file, PythonSide side, char sign, Map<String, Place> into) {
        for (ModelClass model : side.classes()) {
            boolean changed = model.statement().lines().getFirst().sign() == sign;
            String name = side.attribute(model.name(), "_name").orElse("");
            String inherit = side.attribute(model.name(), "_inherit").orElse("");
            boolean extension = name.isEmpty() ? !inherit.isEmpty() : inherit.contains(name);
            if (changed && model.ofModels() && !extension) {
                into.putIfAbsent(
                        side.models().getOrDefault(model.name(), model.name()),
                        new Place(file, model.statement().number()));
            }
        }
    }

    /** Why the module's changes have their class; none when they declare nothing new. */
    List<Reason> reasons() {
        Set<String> added = new HashSet<>(modelsAfter.keySet());
        added.removeAll(modelsBefore.keySet());
        Set<String> removed = new HashSet<>(modelsBefore.keySet());
        removed.removeAll(modelsAfter.keySet());
        modelsAfter.forEach((model, place) -> {
            if (added.contains(model)) {
                reason(Why.MODEL_ADDED, place.file(), place.line(), model);
            }
        });
        modelsBefore.forEach((model, place) -> {
            if (removed.contains(model)) {
                reason(Why.MODEL_REMOVED, place.file(), place.line(), model);
            }
        });
        before.forEach((key, found) -> {
            if (!after.containsKey(key) && !removed.contains(key.model())) {
                gone(found, key);
            }
        });
        after.forEach((key, found) -> {
            if (!added.contains(key.model())) {
                Optional.ofNullable(before.get(key))
                        .ifPresentOrElse(old -> changed(old, found, key), () -> come(found, key));
            }
        });
        return reasons;
    }

    private void gone(Found found, Key key) {
        int line = found.declared().statement().changedNumber();
        switch (found.declared()) {
            case Field field -> reason(Why.FIELD_REMOVED, found.file(), line, subject(key));
            case TableObject object -> reason(Why.CONSTRAINT_REMOVED, found.file(), line, key.name());
            case Attribute attribute
            when key.name().equals("_sql_constraints") ->
                reason(Why.CONSTRAINT_REMOVED, found.file(), line, key.name());
            case Attribute attribute -> attribute(found, key, line);
        }
    }

    private void come(Found found, Key key) {
        int line = found.declared().statement().changedNumber();
        switch (found.declared()) {
            case Field field ->
                reason(
                        field.definition().required() ? Why.FIELD_REQUIRED : Why.FIELD_ADDED,
                        found.file(),
                        line,
                        subject(key));
            case TableObject object -> object(object, found.file(), line);
            case Attribute attribute -> attribute(found, key, line);
        }
    }

    private void changed(Found old, Found now, Key key) {
        int line = now.declared().statement().changedNumber();
        switch (now.declared()) {
            case Field field
            when old.declared() instanceof Field was ->
                field(was.definition(), field.definition(), now.file(), line, subject(key));
            case TableObject object
            when old.declared() instanceof TableObject was -> {
                if (!was.value().equals(object.value()) || !was.kind().equals(object.kind())) {
                    object(object, now.file(), line);
                }
            }
            case Attribute attribute
            when old.declared() instanceof Attribute was -> {
                if (!was.value().equals(attribute.value())) {
                    attribute(now, key, line);
                }
            }
            default -> {}
        }
    }

    private void object(TableObject object, String file, int line) {
        reason(object.kind().equals("Index") ? Why.INDEX_ADDED : Why.CONSTRAINT_CHANGED, file, line, object.name());
    }

    private void attribute(Found found, Key key, int line) {
        if (key.name().equals("_sql_constraints")) {
            reason(Why.CONSTRAINT_CHANGED, found.file(), line, key.name());
        } else if (key.name().equals("_name") && saysAgain(found, key)) {
            return;
        } else if (TABLE_ATTRIBUTES.contains(key.name())) {
            reason(Why.TABLE_CHANGED, found.file(), line, key.model());
        } else if (STRUCTURE_ATTRIBUTES.contains(key.name())) {
            reason(Why.INHERIT_CHANGED, found.file(), line, key.name());
        } else if (SHOWN_ATTRIBUTES.contains(key.name())) {
            reason(Why.MODEL_ATTRIBUTE, found.file(), line, key.name());
        }
    }

    /** An extension may name its model in {@code _inherit} alone, or in {@code _name} too. */
    private static boolean saysAgain(Found found, Key key) {
        return found.declared() instanceof Attribute attribute
                && attribute.value().equals("\"" + key.model() + "\"");
    }

    private void field(FieldDefinition was, FieldDefinition is, String file, int line, String subject) {
        if (was.equals(is)) {
            return;
        }
        boolean typed = was.type().equals(is.type())
                && was.comodel().equals(is.comodel())
                && TYPE_ARGUMENTS.stream().allMatch(name -> was.argument(name).equals(is.argument(name)));
        if (!typed) {
            reason(Why.FIELD_TYPE_CHANGED, file, line, subject);
        }
        if (is.required() && !was.required()) {
            reason(Why.FIELD_REQUIRED, file, line, subject);
        }
        if (was.stored() && !is.stored()) {
            reason(Why.FIELD_STORAGE_CHANGED, file, line, subject);
        } else if (is.stored() && !was.stored()) {
            reason(Why.FIELD_STORED, file, line, subject);
        }
        boolean indexed =
                Stream.of("index", "ondelete").anyMatch(name -> !Objects.equals(was.argument(name), is.argument(name)));
        boolean loosened = was.required() && !is.required();
        if (indexed || loosened) {
            reason(Why.INDEX_ADDED, file, line, subject);
        }
        reason(Why.FIELD_ATTRIBUTE, file, line, subject);
    }

    private static String subject(Key key) {
        return key.model().isEmpty() ? key.name() : key.model() + "." + key.name();
    }

    private void reason(Why why, String file, int line, String subject) {
        reasons.add(Reason.of(why, repository, file, line, subject));
    }
}
