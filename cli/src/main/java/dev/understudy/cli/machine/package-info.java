/** What the command line does on this machine: starts the service, looks what is installed. */
@NullMarked
package dev.understudy.cli.machine;

import org.jspecify.annotations.NullMarked;
