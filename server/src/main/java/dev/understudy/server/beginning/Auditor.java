package dev.understudy.server.beginning;

import dev.understudy.model.audit.Adopted;
import dev.understudy.model.audit.AuditOrder;
import dev.understudy.model.audit.AuditReport;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Looks at an Odoo that is not Understudy's, and copies it. Both take as long as its data needs, and change nothing of it. An
 * interrupt ends both.
 */
public interface Auditor {

    /** Throws {@link Unaudited}. */
    AuditReport look(AuditOrder order);

    /**
     * Looks, and copies into a folder.
     *
     * @param said is told each stage as it begins, in the language of the order
     * @throws Unaudited why it could not be
     */
    Adopted copy(AuditOrder order, Path folder, Consumer<String> said);
}
