/** Where copies and developments send their mail: it is caught, kept for a while, and read in the pages. */
@NullMarked
package dev.understudy.server.mailbox;

import org.jspecify.annotations.NullMarked;
