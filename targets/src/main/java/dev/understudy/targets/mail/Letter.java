package dev.understudy.targets.mail;

import java.util.Optional;

/**
 * A mail to one person.
 *
 * @param id the same each time that it is sent, so that whoever gets it twice sees it once: letters, digits and dashes
 * @param to a mail address
 * @param subject one line
 * @param text plain text
 * @param calendar an iCalendar file that goes with it
 */
public record Letter(String id, String to, String subject, String text, Optional<String> calendar) {}
