package dev.understudy.odoo.manifest;

import java.util.List;

/** A value that Python's {@code ast.literal_eval} gives. */
sealed interface PythonValue {

    /** A string; bytes too, one character for each. */
    record Text(String value) implements PythonValue {}

    /** A number, as it is written, with its sign. */
    record Numeral(String written) implements PythonValue {}

    /** True or False. */
    record Truth(boolean value) implements PythonValue {}

    /** None. */
    record None() implements PythonValue {}

    /** A list, a tuple or a set. */
    record Items(List<PythonValue> items) implements PythonValue {}

    /** A dictionary, in the order that it is written in; of equal keys the last counts. */
    record Dict(List<Entry> entries) implements PythonValue {}

    /** One key of a dictionary with its value, and the line that the key stands on. */
    record Entry(PythonValue key, PythonValue value, int line) {}

    /** What Python's {@code bool} makes of it. */
    default boolean isTrue() {
        return switch (this) {
            case Text(String value) -> !value.isEmpty();
            case Numeral(String written) -> !written.matches("[+-]?0+(\\.0*)?");
            case Truth(boolean value) -> value;
            case None() -> false;
            case Items(List<PythonValue> items) -> !items.isEmpty();
            case Dict(List<Entry> entries) -> !entries.isEmpty();
        };
    }
}
