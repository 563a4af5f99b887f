package dev.understudy.odoo.conf;

/**
 * How Odoo reaches its one database.
 *
 * @param host {@code 127.0.0.1}
 * @param user a role that is no superuser
 * @param password stands in {@code odoo.conf} alone
 * @param name the database; letters, digits, {@code _ . -}, as Odoo's own database manager asks
 */
public record DatabaseAccess(String host, int port, String user, String password, String name) {

    public DatabaseAccess {
        if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]*")) {
            throw new IllegalArgumentException("Not a database name that Odoo takes: " + name);
        }
    }

    /** {@code ^name$} as a regular expression of Python. */
    String filter() {
        return "^" + name.replace(".", "\\.").replace("-", "\\-") + "$";
    }

    @Override
    public String toString() {
        return "DatabaseAccess[" + user + "@" + host + ":" + port + "/" + name + "]";
    }
}
