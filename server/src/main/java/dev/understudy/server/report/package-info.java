/** What runs leave, as sheets: for a terminal, for a browser, for whoever keeps them. */
@NullMarked
package dev.understudy.server.report;

import org.jspecify.annotations.NullMarked;
