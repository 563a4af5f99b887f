package dev.understudy.model.view;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What waits for people.
 *
 * @param items what has a time by which it is to be done first
 */
public record InboxView(List<ItemView> items) {

    public InboxView {
        items = List.copyOf(items);
    }

    /** Of it, what waits for one of them. */
    public InboxView of(String person) {
        return new InboxView(
                items.stream().filter(item -> item.people().contains(person)).toList());
    }

    /** What kind of thing is awaited. */
    public enum Kind {
        /** A yes or a no at a gate. */
        APPROVAL,
        /** What was rejected: whoever makes the next release has to know why. */
        REJECTED,
        /** Work that people do on production, and nobody did yet where a release is tried. */
        KEY_USERS,
        /** The button that brings a release on: all that it needs is there. */
        PROMOTE,
        /** A word on how it is after a deploy. */
        SUPPORT,
        /** A problem that was reported after a deploy. */
        REPORT,
        /** What somebody who took part in a release says of it. */
        RETROSPECTIVE,
        /** A role for a time that somebody asks for. */
        ROLE;

        /** The word in the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One thing.
     *
     * @param kind as {@link Kind#word()} has it
     * @param subject the release; of a role, the number of who asked
     * @param what it is about: the gate, the application, the environment, the role, a title; empty when the kind says it all
     * @param detail in the reader's words or those of who wrote it; may be empty
     * @param people the names of those of whom any may do it
     * @param digest the content that is decided about; empty for what is no decision
     * @param until by when; absent when no time is set
     */
    public record ItemView(
            String kind,
            String subject,
            String what,
            String detail,
            List<String> people,
            String digest,
            @Nullable Instant until) {

        public ItemView {
            people = List.copyOf(people);
        }
    }
}
