package dev.understudy.odoo.mask;

import dev.understudy.odoo.mask.Shape.Many;
import dev.understudy.odoo.mask.Shape.Plain;
import java.util.regex.Pattern;

/**
 * A column of a database, with the field of Odoo that it holds.
 *
 * @param table in the schema {@code public}, else with its schema and a dot; a name with a dot or a quote in it is quoted
 * @param shape of what its values are made
 * @param field Odoo's type of field: {@code char}; empty where no field is known
 * @param translated whether it holds a text per language
 * @param required whether it must not be null
 * @param unique whether no two rows may have the same, by itself or together with other columns
 */
public record Column(
        String table, String name, Shape shape, String field, boolean translated, boolean required, boolean unique) {

    private static final Pattern PLAIN = Pattern.compile("[a-z0-9_.]+");

    /** One of a type as PostgreSQL writes it. */
    public Column(
            String table,
            String name,
            String type,
            String field,
            boolean translated,
            boolean required,
            boolean unique) {
        this(table, name, Shape.of(type), field, translated, required, unique);
    }

    /** {@code res_partner.name}. */
    public String path() {
        boolean plain = name.indexOf('.') < 0 && name.indexOf('"') < 0;
        return table + "." + (plain ? name : "\"" + name.replace("\"", "\"\"") + "\"");
    }

    /** How a project's file names it: {@code archive_people.name}; as its path where that is no plain name. */
    public String key() {
        String path = path();
        return PLAIN.matcher(path).matches() ? table.replace('.', '_') + "." + name : path;
    }

    /** As PostgreSQL writes it; empty for what has parts of its own. */
    public String type() {
        return switch (shape) {
            case Plain plain -> plain.type();
            case Many(Plain plain) -> plain.type() + "[]";
            default -> "";
        };
    }

    /** Whether its values have parts, each of which is masked by itself. */
    public boolean composed() {
        return !(shape instanceof Plain plain)
                || plain.type().equals("hstore")
                || plain.type().equals("xml");
    }

    /** Whether its values are JSON. */
    public boolean json() {
        return shape instanceof Plain plain && plain.json();
    }

    public boolean binary() {
        return shape instanceof Plain plain && plain.binary();
    }

    /** Whether it is a text of any kind, or may hold some. */
    public boolean textual() {
        return shape.any(Plain::text);
    }

    /** Whether it has fields of its own, with a text among them. */
    boolean record() {
        Shape inner = shape instanceof Many many ? many.of() : shape;
        return inner instanceof Shape.Several && textual();
    }

    /** Whether nothing but a number, a date or a yes or no can be in it. */
    public boolean counted() {
        return shape instanceof Plain plain && plain.counted();
    }

    /** Whether it tells of people though it is no text: the words of one, where somebody is, from which machine. */
    public boolean trace() {
        return shape.any(plain -> plain.trace() || (plain.binary() && !binary()));
    }

    /** Letters that a text may have; {@link Integer#MAX_VALUE} where nothing says. */
    public int longest() {
        return shape instanceof Plain plain ? plain.longest() : Integer.MAX_VALUE;
    }

    public boolean day() {
        return shape instanceof Plain plain && plain.day();
    }

    public boolean number() {
        return shape instanceof Plain plain && plain.number();
    }
}
