package dev.understudy.targets.dump;

import dev.understudy.targets.dump.LoadNote.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers what is not loaded as the dump has it: each thing once, and what is plenty as a number. */
final class LoadNotes {

    private final Set<LoadNote> notes = new LinkedHashSet<>();
    private final Map<LoadNote, Integer> counted = new LinkedHashMap<>();

    void leftOut(String what, String why) {
        notes.add(new LoadNote(Kind.LEFT_OUT, what, why));
    }

    void changed(String what, String why) {
        notes.add(new LoadNote(Kind.CHANGED, what, why));
    }

    /** Of what there are many; what it is called is told once, with how many there were. */
    void leftOutOneOf(String what, String why) {
        counted.merge(new LoadNote(Kind.LEFT_OUT, what, why), 1, Integer::sum);
    }

    List<LoadNote> all() {
        List<LoadNote> all = new ArrayList<>(notes);
        counted.forEach((note, times) -> all.add(new LoadNote(note.kind(), times + " " + note.what(), note.why())));
        return List.copyOf(all);
    }
}
