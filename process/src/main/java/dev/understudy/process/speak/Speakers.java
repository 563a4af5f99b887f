package dev.understudy.process.speak;

import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.people.Person;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out who speaks. A word counts for a person who shows their key; or, without one, for the person by whose name the
 * operating system knows the process that asks, as the kernel tells and not as that process says. Root is nobody in
 * particular: whoever may be anybody must show a key.
 */
public final class Speakers {

    private static final String ROOT = "root";

    private final Supplier<Project> project;
    private final PersonKeys keys;

    public Speakers(Supplier<Project> project, PersonKeys keys) {
        this.project = project;
        this.keys = keys;
    }

    /**
     * What is known of who asks.
     *
     * @param name as whom they want to speak; empty for whoever they are
     * @param key the key that they show; empty when none
     * @param user the system's user at the other end of the connection; empty when nobody can tell
     */
    public record Claim(String name, String key, Optional<String> user) {

        @Override
        public String toString() {
            return "Claim[" + name + ", " + user + "]";
        }
    }

    /** Throws {@code process.key-unknown}, {@code process.key-of-another}, {@code process.who}, {@code process.no-such-person}. */
    public Speaker speaker(Claim claim) {
        if (!claim.key().isEmpty()) {
            String owner = keys.person(claim.key())
                    .orElseThrow(() -> Fault.refused("process.key-unknown").exception());
            if (!claim.name().isEmpty() && !claim.name().equals(owner)) {
                throw Fault.refused("process.key-of-another", claim.name()).exception();
            }
            return new Speaker(person(owner), "key");
        }
        String user = claim.user().filter(name -> !name.equals(ROOT)).orElse("");
        Optional<Person> known = project.get().people().named(user);
        boolean asTheySay = claim.name().isEmpty() || claim.name().equals(user);
        if (known.isEmpty() || !asTheySay) {
            throw Fault.refused("process.who", claim.name().isEmpty() ? "NAME" : claim.name())
                    .exception();
        }
        return new Speaker(known.get(), "user " + user);
    }

    /** Throws {@code process.no-such-person}. */
    public Person person(String name) {
        return project.get()
                .people()
                .named(name)
                .orElseThrow(() -> Fault.usage("process.no-such-person", name).exception());
    }
}
