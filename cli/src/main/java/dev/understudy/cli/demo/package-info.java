/** The demo: a sample company in Odoo, its repositories, and the story that is told with them. */
@NullMarked
package dev.understudy.cli.demo;

import org.jspecify.annotations.NullMarked;
