package dev.understudy.targets.postgres;

/**
 * A cluster as its superuser keeps it: backups, roles, databases. Connects to the maintenance database alone, which
 * nobody else may connect to; the server itself refuses the superuser everywhere else ({@link HostBasedAccess}).
 */
public interface Keeper extends Database {}
