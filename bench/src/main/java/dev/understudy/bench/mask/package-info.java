/** How long masking takes, beside what PostgreSQL needs to write the same tables anew. */
@NullMarked
package dev.understudy.bench.mask;

import org.jspecify.annotations.NullMarked;
