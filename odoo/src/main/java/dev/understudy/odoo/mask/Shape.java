package dev.understudy.odoo.mask;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Of what the values of a column are made. A domain is what it is made of. */
public sealed interface Shape {

    /**
     * One value.
     *
     * @param type as PostgreSQL writes it, without a schema: {@code character varying(64)}; {@link #ENUM}, {@link #OTHER}
     */
    record Plain(String type) implements Shape {

        private static final Set<String> COUNTED =
                Set.of("smallint", "integer", "bigint", "boolean", "oid", "uuid", "money");

        private static final Set<String> TRACES = Set.of(
                "tsvector",
                "tsquery",
                "jsonpath",
                "inet",
                "cidr",
                "macaddr",
                "macaddr8",
                "point",
                "path",
                "polygon",
                "line",
                "lseg",
                "box",
                "circle");

        private static final Set<String> TEXTS = Set.of("text", "citext", "xml", "hstore");

        private static final Pattern LENGTH = Pattern.compile("character(?: varying)?\\((\\d{1,9})\\)");

        boolean json() {
            return type.startsWith("json") && !type.equals("jsonpath");
        }

        boolean text() {
            return json() || type.startsWith("character") || type.startsWith("bpchar") || TEXTS.contains(type);
        }

        /** Whether it says more than a number or a day does. */
        public boolean textOrTrace() {
            return text() || trace();
        }

        boolean day() {
            return type.equals("date") || type.startsWith("timestamp");
        }

        boolean number() {
            return type.startsWith("numeric") || type.equals("double precision") || type.equals("real");
        }

        boolean counted() {
            return day()
                    || number()
                    || COUNTED.contains(type)
                    || type.startsWith("interval")
                    || type.startsWith("time");
        }

        boolean trace() {
            return TRACES.contains(type)
                    || type.equals(OTHER)
                    || type.startsWith("geometry")
                    || type.startsWith("geography");
        }

        boolean binary() {
            return type.equals("bytea");
        }

        int longest() {
            Matcher said = LENGTH.matcher(type);
            return said.matches() ? Integer.parseInt(said.group(1)) : Integer.MAX_VALUE;
        }
    }

    /** Any number of values, in an array of one or more dimensions. */
    record Many(Shape of) implements Shape {}

    /** Fields, in their order. */
    record Several(List<Shape> fields) implements Shape {

        public Several {
            fields = List.copyOf(fields);
        }
    }

    /** The type of a word that is chosen from those of its type. */
    String ENUM = "enum";

    /** A type that nobody knows here, and that may say anything. */
    String OTHER = "other";

    /** That of a type as PostgreSQL writes it. */
    static Shape of(String type) {
        return type.endsWith("[]") ? new Many(of(type.substring(0, type.length() - 2))) : new Plain(type);
    }

    /** Whether one of its values is such. */
    default boolean any(Predicate<Plain> such) {
        return switch (this) {
            case Plain plain -> such.test(plain);
            case Many many -> many.of().any(such);
            case Several several -> several.fields().stream().anyMatch(field -> field.any(such));
        };
    }
}
