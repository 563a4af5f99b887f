/** The commands, one class each; groups in one file. */
@NullMarked
package dev.understudy.cli.command;

import org.jspecify.annotations.NullMarked;
