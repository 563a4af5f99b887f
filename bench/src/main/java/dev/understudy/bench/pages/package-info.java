/** How long the pages take the service. */
@NullMarked
package dev.understudy.bench.pages;

import org.jspecify.annotations.NullMarked;
