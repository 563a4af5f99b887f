/** The benchmark: the figures that Understudy promises, measured on a large real database, as a table. */
@NullMarked
package dev.understudy.bench;

import org.jspecify.annotations.NullMarked;
