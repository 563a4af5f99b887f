package dev.understudy.targets.postgres;

/**
 * The two ways into an environment's database. No superuser is among them: what is in there belongs to Odoo's role, and so
 * to whoever administers Odoo, wrote its modules or made the dump that it came from.
 *
 * @param reader for what is asked
 * @param owner for what is changed
 */
public record Doors(Reader reader, Owner owner) {

    /** The database's name. */
    public String name() {
        return reader.name();
    }
}
