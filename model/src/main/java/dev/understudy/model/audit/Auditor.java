package dev.understudy.model.audit;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Looks at an Odoo that is not Understudy's, and copies it. Both take as long as its data needs, and change nothing of it. An
 * interrupt ends both.
 */
public interface Auditor {

    /**
     * Looks.
     *
     * @throws Unaudited what it found wrong
     * @throws dev.understudy.model.fault.FaultException {@code audit.broke-off} when it ended without an answer
     */
    AuditReport look(AuditOrder order);

    /**
     * Looks, and copies into a folder.
     *
     * @param said is told each stage as it begins, in the language of the order
     * @throws Unaudited why it could not be
     * @throws dev.understudy.model.fault.FaultException {@code audit.broke-off} when it ended without an answer
     */
    Adopted copy(AuditOrder order, Path folder, Consumer<String> said);
}
