package dev.understudy.targets.installation;

import dev.understudy.model.audit.AuditReport.Service;
import java.util.List;
import java.util.function.BiConsumer;

/** The tables of an Odoo, in a running database or in a dump. */
interface OdooTables {

    /** Whether a table is there, with these columns. */
    boolean has(String table, String... columns);

    /** All rows of a small table, each a list of these columns as text; none when it is not there. */
    List<List<String>> all(String table, String... columns);

    /** As {@link #all}, of a table of any size: the rows whose column {@code by} has a value. */
    List<List<String>> some(String table, String by, String value, String... columns);

    /** How many rows have each value of a column. */
    List<Service> states(String table, String column);

    /**
     * Tells the file and the model of every attachment that is kept in a file.
     *
     * @return whether all were told
     */
    boolean attachments(BiConsumer<String, String> named);
}
