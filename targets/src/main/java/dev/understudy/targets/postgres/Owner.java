package dev.understudy.targets.postgres;

/**
 * A database as Odoo itself acts on it: with the powers of Odoo's role and no other, so that a trigger, a function or a
 * module's statements can do here what they can do from Odoo. Names resolve in {@code public}, as they do for Odoo.
 */
public interface Owner extends Database {}
