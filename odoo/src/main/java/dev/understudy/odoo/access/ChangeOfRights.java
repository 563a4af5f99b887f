package dev.understudy.odoo.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Collects, one kind of people after the other, what became other between two states of a database. */
final class ChangeOfRights {

    private final AccessRights before;
    private final AccessRights after;
    private final Map<String, List<String>> lost = new TreeMap<>();
    private final Map<String, List<String>> won = new TreeMap<>();
    private final Map<String, List<String>> gone = new TreeMap<>();
    private final Set<String> felt = new HashSet<>();
    private final Set<String> readable = new HashSet<>();

    ChangeOfRights(AccessRights before, AccessRights after) {
        this.before = before;
        this.after = after;
    }

    /**
     * Looks at people who are alike.
     *
     * @param later one of them, afterwards
     */
    void look(List<Person> alike, Person later) {
        List<String> logins = alike.stream().map(Person::login).toList();
        Map<String, Set<Operation>> had = before.of(alike.getFirst());
        Map<String, Set<Operation>> have = after.of(later);
        moved(had, have, after.models(), logins, lost);
        moved(have, had, before.models(), logins, won);
        have.forEach((model, operations) -> {
            if (operations.contains(Operation.READ)) {
                readable.add(model);
            }
        });
        // Where the entry of the menu itself left, they no longer look for what was behind it.
        Set<String> open = after.menus().stream().map(Menu::model).collect(Collectors.toSet());
        before.worksWith(alike.getFirst()).stream()
                .filter(model -> had.getOrDefault(model, Set.of()).contains(Operation.READ)
                        && !have.getOrDefault(model, Set.of()).contains(Operation.READ))
                .filter(model -> open.contains(model) || ledTo(model, have, open))
                .forEach(felt::add);
        Set<Long> shown = after.shownTo(later).stream().map(Menu::id).collect(Collectors.toSet());
        before.shownTo(alike.getFirst()).stream()
                .filter(menu -> !shown.contains(menu.id()))
                .forEach(menu -> gone.computeIfAbsent(menu.name(), name -> new ArrayList<>())
                        .addAll(logins));
    }

    /** Whether a field still leads to it, of a model that is in the menus and can be read. */
    private boolean ledTo(String model, Map<String, Set<Operation>> have, Set<String> open) {
        return after.relations().entrySet().stream()
                .anyMatch(entry -> open.contains(entry.getKey())
                        && have.getOrDefault(entry.getKey(), Set.of()).contains(Operation.READ)
                        && entry.getValue().contains(model));
    }

    private static void moved(
            Map<String, Set<Operation>> from,
            Map<String, Set<Operation>> to,
            Set<String> there,
            List<String> logins,
            Map<String, List<String>> moved) {
        from.forEach((model, operations) -> {
            if (there.contains(model)) {
                Set<Operation> left = EnumSet.copyOf(operations);
                left.removeAll(to.getOrDefault(model, Set.of()));
                left.forEach(operation -> moved.computeIfAbsent(key(model, operation), key -> new ArrayList<>())
                        .addAll(logins));
            }
        });
    }

    AccessChange change() {
        List<AccessChange.Moved> losses = listed(lost, this::grave);
        return new AccessChange(
                losses.stream()
                        .sorted(Comparator.comparing(AccessChange.Moved::grave).reversed())
                        .toList(),
                listed(won, key -> false),
                gone.entrySet().stream()
                        .map(entry -> new AccessChange.Gone(entry.getKey(), entry.getValue()))
                        .toList(),
                rules());
    }

    private boolean grave(String key) {
        return operation(key) == Operation.READ && (felt.contains(model(key)) || !readable.contains(model(key)));
    }

    private static List<AccessChange.Moved> listed(Map<String, List<String>> moved, Function<String, Boolean> grave) {
        return moved.entrySet().stream()
                .map(entry -> new AccessChange.Moved(
                        model(entry.getKey()),
                        operation(entry.getKey()),
                        entry.getValue(),
                        grave.apply(entry.getKey())))
                .toList();
    }

    private List<String> rules() {
        List<String> changes = new ArrayList<>();
        Set<String> names = new TreeSet<>(before.rules().keySet());
        names.addAll(after.rules().keySet());
        for (String name : names) {
            String old = before.rules().getOrDefault(name, "");
            String now = after.rules().getOrDefault(name, "");
            if (!old.equals(now)) {
                changes.add((old.isEmpty() ? "+ " : now.isEmpty() ? "- " : "~ ") + name + ": "
                        + (old.isEmpty() ? now : now.isEmpty() ? old : old + " → " + now));
            }
        }
        return changes;
    }

    private static String key(String model, Operation operation) {
        return model + " " + operation;
    }

    private static String model(String key) {
        return key.substring(0, key.indexOf(' '));
    }

    private static Operation operation(String key) {
        return Operation.valueOf(key.substring(key.indexOf(' ') + 1));
    }
}
