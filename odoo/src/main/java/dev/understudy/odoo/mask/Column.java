package dev.understudy.odoo.mask;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column of a database, with the field of Odoo that it holds.
 *
 * @param table in the schema {@code public}
 * @param type as PostgreSQL writes it: {@code character varying(64)}
 * @param field Odoo's type of field: {@code char}; empty where no field is known
 * @param translated whether it holds a text per language
 * @param required whether it must not be null
 * @param unique whether no two rows may have the same, by itself or together with other columns
 */
public record Column(
        String table, String name, String type, String field, boolean translated, boolean required, boolean unique) {

    private static final Set<String> COUNTED =
            Set.of("smallint", "integer", "bigint", "boolean", "oid", "uuid", "money");

    private static final Set<String> TRACES =
            Set.of("tsvector", "inet", "cidr", "macaddr", "macaddr8", "point", "path", "polygon");

    private static final Pattern LENGTH = Pattern.compile("character(?: varying)?\\((\\d{1,9})\\)");

    /** {@code res_partner.name}. */
    public String path() {
        return table + "." + name;
    }

    /** Whether its values are JSON. */
    public boolean json() {
        return type.startsWith("json");
    }

    public boolean binary() {
        return type.equals("bytea");
    }

    /** Whether it is a text of any kind, or may hold some. */
    public boolean textual() {
        return json()
                || type.startsWith("character")
                || type.equals("text")
                || type.equals("citext")
                || type.equals("xml")
                || type.equals("hstore")
                || (type.endsWith("[]") && type.matches("(text|character).*"));
    }

    /** Whether nothing but a number, a date or a yes or no can be in it. */
    public boolean counted() {
        return day() || number() || COUNTED.contains(type) || type.startsWith("interval") || type.startsWith("time");
    }

    /** Whether it tells of people though it is no text: the words of one, where somebody is, from which machine. */
    public boolean trace() {
        return TRACES.contains(type) || type.startsWith("geometry") || type.startsWith("geography");
    }

    /** Letters that a text may have; {@link Integer#MAX_VALUE} where nothing says. */
    public int longest() {
        Matcher said = LENGTH.matcher(type);
        return said.matches() ? Integer.parseInt(said.group(1)) : Integer.MAX_VALUE;
    }

    public boolean day() {
        return type.equals("date") || type.startsWith("timestamp");
    }

    public boolean number() {
        return type.startsWith("numeric") || type.equals("double precision") || type.equals("real");
    }
}
