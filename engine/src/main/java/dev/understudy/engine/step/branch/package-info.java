/** What brings a development to a branch, with the database of that branch. */
@NullMarked
package dev.understudy.engine.step.branch;

import org.jspecify.annotations.NullMarked;
