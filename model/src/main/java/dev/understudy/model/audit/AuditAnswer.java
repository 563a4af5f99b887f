package dev.understudy.model.audit;

import dev.understudy.model.view.ProblemView;
import org.jspecify.annotations.Nullable;

/**
 * What the program that looks at an Odoo writes to its standard output, as JSON: one of these.
 *
 * @param report what it found
 * @param adopted what it copied
 * @param error what it found wrong
 */
public record AuditAnswer(
        @Nullable AuditReport report,
        @Nullable Adopted adopted,
        @Nullable ProblemView error) {}
