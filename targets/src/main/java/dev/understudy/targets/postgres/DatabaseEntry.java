package dev.understudy.targets.postgres;

/**
 * What another process of Understudy needs to get into a database. The password is for that process alone: never
 * on a command line, never shown.
 *
 * @param place what the database is called in faults: the cluster and the database
 * @param server an address of this machine
 * @param user the role that signs in
 * @param options what the session begins with, in the form of libpq
 */
public record DatabaseEntry(
        String place, String server, int port, String database, String user, String password, String options) {

    /** The database, from the process that was told; where this is an owner's. */
    public Owner owner() {
        return new JdbcDatabase.ForOwning(this);
    }

    /** The same, where this is a reader's. */
    public Reader reader() {
        return new JdbcDatabase.ForReading(this);
    }

    @Override
    public String toString() {
        return "DatabaseEntry[" + place + "]";
    }
}
