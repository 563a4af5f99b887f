package dev.understudy.odoo.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who may do what in a database, as Odoo decides it: {@code ir.model.access.check}, {@code
 * ir.access._get_domain_for} since 20.0, and {@code ir.ui.menu._visible_menu_ids}.
 * What a person may do with a model is what any of their groups may, or everybody.
 *
 * @param people internal users that are active
 * @param models names of all models
 * @param relations the models that fields of a model lead to
 * @param rules of records: their name, model and groups, to what they say
 */
public record AccessRights(
        List<Person> people,
        Set<String> models,
        List<Right> rights,
        List<Menu> menus,
        Map<String, Set<String>> relations,
        Map<String, String> rules) {

    public AccessRights {
        people = List.copyOf(people);
        models = Set.copyOf(models);
        rights = List.copyOf(rights);
        menus = List.copyOf(menus);
        relations = Map.copyOf(relations);
        rules = Map.copyOf(rules);
    }

    /** What a person may do, by model. */
    Map<String, Set<Operation>> of(Person person) {
        Map<String, Set<Operation>> allowed = new TreeMap<>();
        rights.stream()
                .filter(right -> right.isOf(person) && !right.operations().isEmpty())
                .forEach(right -> allowed.computeIfAbsent(right.model(), model -> EnumSet.noneOf(Operation.class))
                        .addAll(right.operations()));
        return allowed;
    }

    /** The models whose records a person finds in the menus, and those that these lead to. */
    Set<String> worksWith(Person person) {
        Set<String> models = shownTo(person).stream().map(Menu::model).collect(Collectors.toSet());
        Set<String> all = new HashSet<>(models);
        models.forEach(model -> all.addAll(relations.getOrDefault(model, Set.of())));
        return all;
    }

    /** The entries with a window that a person sees: of their groups, below such, and of a model that they may read. */
    List<Menu> shownTo(Person person) {
        Map<Long, Menu> byId = menus.stream().collect(Collectors.toMap(Menu::id, Function.identity()));
        Map<String, Set<Operation>> allowed = of(person);
        return menus.stream()
                .filter(menu -> !menu.model().isEmpty()
                        && allowed.getOrDefault(menu.model(), Set.of()).contains(Operation.READ)
                        && reaches(menu, byId, person))
                .toList();
    }

    private static boolean reaches(Menu menu, Map<Long, Menu> byId, Person person) {
        Set<Long> passed = new HashSet<>();
        for (Menu at = menu; at != null && passed.add(at.id()); at = byId.get(at.parent())) {
            if (!at.isFor(person)) {
                return false;
            }
            if (at.parent() == 0) {
                return true;
            }
        }
        return false;
    }

    /** Groups with all that they imply. */
    public static Set<Long> closure(Collection<Long> groups, Map<Long, Set<Long>> implied) {
        Set<Long> all = new HashSet<>();
        List<Long> left = new java.util.ArrayList<>(groups);
        while (!left.isEmpty()) {
            long next = left.removeLast();
            if (all.add(next)) {
                left.addAll(implied.getOrDefault(next, Set.of()));
            }
        }
        return all;
    }

    /** What becomes other for the people that are in both. */
    public AccessChange changeTo(AccessRights after) {
        Map<Long, Person> later = after.people.stream().collect(Collectors.toMap(Person::id, Function.identity()));
        ChangeOfRights changes = new ChangeOfRights(this, after);
        // Those with the same groups before and after are alike.
        Map<List<Set<Long>>, List<Person>> kinds = new HashMap<>();
        people.stream()
                .filter(person -> later.containsKey(person.id()))
                .forEach(person -> kinds.computeIfAbsent(
                                List.of(person.groups(), groups(later, person)), kind -> new java.util.ArrayList<>())
                        .add(person));
        kinds.forEach((kind, alike) ->
                changes.look(alike, later.getOrDefault(alike.getFirst().id(), alike.getFirst())));
        return changes.change();
    }

    private static Set<Long> groups(Map<Long, Person> people, Person person) {
        return people.getOrDefault(person.id(), person).groups();
    }
}
