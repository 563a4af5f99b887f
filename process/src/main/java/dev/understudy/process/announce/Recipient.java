package dev.understudy.process.announce;

import java.time.ZoneId;
import java.util.Locale;

/** Somebody who is written to, in their language and by their clock. */
record Recipient(String address, Locale language, ZoneId zone) {}
