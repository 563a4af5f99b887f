/** Users of a production Odoo, made up: they ask at a steady rate, and keep count of what they got. */
@NullMarked
package dev.understudy.bench.traffic;

import org.jspecify.annotations.NullMarked;
