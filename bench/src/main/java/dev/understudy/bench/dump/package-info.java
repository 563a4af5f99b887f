/** Restoring a dump, beside what PostgreSQL brings for it. */
@NullMarked
package dev.understudy.bench.dump;

import org.jspecify.annotations.NullMarked;
