package dev.understudy.odoo.update;

/**
 * A row of {@code ir_module_module}.
 *
 * @param latestVersion the version that the database was last updated to, despite Odoo's name for it; empty when never
 */
public record ModuleRow(String name, String state, String latestVersion) {

    /** Whether it waits to be installed, updated or removed. */
    public boolean pending() {
        return state.startsWith("to ");
    }
}
