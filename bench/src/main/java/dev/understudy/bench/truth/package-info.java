/** Performs releases of real addons on a real Odoo, and compares what Understudy says of each with what is so. */
@NullMarked
package dev.understudy.bench.truth;

import org.jspecify.annotations.NullMarked;
