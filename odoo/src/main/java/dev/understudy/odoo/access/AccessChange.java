package dev.understudy.odoo.access;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How an update changed what people may do.
 *
 * @param lost rights, those that people feel first
 * @param won rights
 * @param menus that people had and have no more, though they could read what is behind them, or cannot any more
 * @param rules of records that were added, changed or taken away
 */
public record AccessChange(List<Moved> lost, List<Moved> won, List<Gone> menus, List<String> rules) {

    private static final int NAMED = 3;

    public static final AccessChange NONE = new AccessChange(List.of(), List.of(), List.of(), List.of());

    public AccessChange {
        lost = List.copyOf(lost);
        won = List.copyOf(won);
        menus = List.copyOf(menus);
        rules = List.copyOf(rules);
    }

    /**
     * A right on a model.
     *
     * @param people logins of those who lost or won it
     * @param grave whether they work with the model, in their menus or by a field of what is there, or nobody can read it any more
     */
    public record Moved(String model, Operation operation, List<String> people, boolean grave) {

        public Moved {
            people = List.copyOf(people);
        }

        public String shown() {
            return model + " " + operation.shown() + ": " + named(people);
        }
    }

    /** An entry of the menus. */
    public record Gone(String menu, List<String> people) {

        public Gone {
            people = List.copyOf(people);
        }

        public String shown() {
            return menu + ": " + named(people);
        }
    }

    /** What keeps people from what they work with. */
    public List<Moved> grave() {
        return lost.stream().filter(Moved::grave).toList();
    }

    public boolean isEmpty() {
        return lost.isEmpty() && won.isEmpty() && menus.isEmpty() && rules.isEmpty();
    }

    private static String named(List<String> people) {
        String first = people.stream().sorted().limit(NAMED).collect(Collectors.joining(", "));
        return people.size() <= NAMED ? first : first + " (+" + (people.size() - NAMED) + ")";
    }
}
