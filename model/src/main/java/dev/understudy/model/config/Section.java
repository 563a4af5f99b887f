package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping whose keys are known. */
final class Section {

    private final Value whole;
    private final Map<String, Value.Member> members = new HashMap<>();

    /** Any key that is not among the known ones is a problem. */
    Section(Value whole, List<String> known) {
        this(whole, known, Map.of());
    }

    /**
     * The same, where some keys once meant something.
     *
     * @param gone the code of the problem by key
     */
    Section(Value whole, List<String> known, Map<String, String> gone) {
        this.whole = whole;
        for (Value.Member member : whole.members()) {
            String name = member.key().text().orElseThrow();
            if (known.contains(name)) {
                members.put(name, member);
            } else if (gone.containsKey(name)) {
                member.key()
                        .problem(Fault.usage(
                                String.valueOf(gone.get(name)), member.key().path()));
            } else {
                member.key()
                        .problem(Fault.usage(
                                "config.unknown-key",
                                member.key().path(),
                                Nearest.of(name, known),
                                String.join(", ", known)));
            }
        }
    }

    Value whole() {
        return whole;
    }

    Optional<Value> value(String key) {
        return Optional.ofNullable(members.get(key)).map(Value.Member::value);
    }

    /** Where the key stands, for a problem with its being there at all. */
    Optional<Value> key(String key) {
        return Optional.ofNullable(members.get(key)).map(Value.Member::key);
    }

    /**
     * A value that must be there.
     *
     * @param example how it could be written
     */
    Optional<Value> required(String key, String example) {
        if (!members.containsKey(key)) {
            String path = whole.path().isEmpty() ? key : whole.path() + "." + key;
            whole.problem(Fault.usage("config.missing-key", path, example));
        }
        return value(key);
    }
}
