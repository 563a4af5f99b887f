/** An audit: asked of a process of its own, and shown on a terminal and as a page. */
@NullMarked
package dev.understudy.cli.audit;

import org.jspecify.annotations.NullMarked;
