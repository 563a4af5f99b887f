package dev.understudy.engine.step.branch;

import dev.understudy.engine.environment.Environment;
import dev.understudy.model.text.Sha256;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The databases of a development's branches: one is live, the others stand beside it. Each volume tells whose it is, so that what
 * a kill leaves half done is seen on the disk. New ones are copies of a base that is made once.
 */
final class BranchVolumes {

    /** No environment can have this name. */
    private static final String BASES = "branches.base";

    private static final int BASES_KEPT = 2;

    /** Of branches that nobody has worked on for longest, the databases go. */
    private static final int PARKED = 8;

    private static final String LIVE = "live";
    private static final String BASE = "base";
    private static final String PREFIX = "branch-";
    private static final String NOTE = "branch";
    private static final String MAKING = "branch-making";
    private static final String MADE = "made";
    private static final int SHORT = 16;
    private static final int WHOLE = 7;

    private final Volumes volumes;
    private final Host host;

    BranchVolumes(Volumes volumes, Host host) {
        this.volumes = volumes;
        this.host = host;
    }

    /**
     * Whose data a volume has.
     *
     * @param branch empty for the branches that the environment has
     * @param release that the data was last brought to
     * @param at when
     * @param origin how it came to be; empty for what was there before branches had databases
     * @param dataModel its fingerprint; empty where nobody looked yet
     */
    record Note(String branch, String release, Instant at, Optional<Origin> origin, String dataModel) {

        Note(String branch, String release, Instant at) {
            this(branch, release, at, Optional.empty(), "");
        }

        /** The same data, brought to another release. */
        Note brought(String to, Instant when, String model) {
            return new Note(branch, to, when, origin, model);
        }
    }

    /**
     * How data was made.
     *
     * @param why a word on why it was not what the branch had before
     * @param base what it was cut from
     */
    record Origin(Instant at, String why, String base) {}

    Volume volume(Environment environment, String name) {
        return volumes.volume(environment.name(), name);
    }

    /** Where a branch's data stands while another is worked on. */
    Volume parked(Environment environment, String branch) {
        return volume(environment, PREFIX + digest(branch));
    }

    Optional<Note> note(Volume volume) {
        Path file = volume.directory().resolve(NOTE);
        if (!volumes.exists(volume) || !host.exists(file)) {
            return Optional.empty();
        }
        String[] lines = host.read(file).split("\n", -1);
        Note note = new Note(lines[0], lines[1], Instant.parse(lines[2]));
        // Notes of earlier versions have three lines.
        return Optional.of(
                lines.length < WHOLE
                        ? note
                        : new Note(note.branch(), note.release(), note.at(), origin(lines), lines[3]));
    }

    void note(Volume volume, Note note) {
        List<String> lines =
                new ArrayList<>(List.of(note.branch(), note.release(), note.at().toString(), note.dataModel()));
        lines.add(note.origin().map(origin -> origin.at().toString()).orElse(""));
        lines.add(note.origin().map(origin -> line(origin.why())).orElse(""));
        lines.add(note.origin().map(origin -> line(origin.base())).orElse(""));
        write(volume, NOTE, String.join("\n", lines) + "\n");
    }

    private static Optional<Origin> origin(String[] lines) {
        return lines[4].isEmpty()
                ? Optional.empty()
                : Optional.of(new Origin(Instant.parse(lines[4]), lines[5], lines[6]));
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /** Whether a volume is not finished yet. */
    boolean unfinished(Volume volume) {
        return host.exists(volume.directory().resolve(MAKING));
    }

    void begin(Volume volume) {
        host.delete(volume.directory().resolve(NOTE));
        host.delete(volume.directory().resolve(MADE));
        write(volume, MAKING, "\n");
    }

    void finish(Volume volume, Note note) {
        note(volume, note);
        host.delete(volume.directory().resolve(MAKING));
    }

    /** The base for what is installed alike. */
    Volume base(String madeOf) {
        return volumes.volume(BASES, digest(madeOf));
    }

    /** The base of a copy's branches: production as it was copied last, neutralized, and masked where that is asked for. */
    Volume baseOfCopy(Environment copy) {
        return volume(copy, BASE);
    }

    /** The release whose code the data of a copy's base belongs to; empty for Odoo alone. */
    String releaseOf(Volume base) {
        return host.read(base.directory().resolve(MADE))
                .lines()
                .skip(1)
                .findFirst()
                .orElse("");
    }

    /** Lets go of all that branches of an environment have beside what is live. */
    void forgetParked(Environment environment) {
        volumes.list(environment.name()).stream()
                .filter(volume -> volume.name().startsWith(PREFIX))
                .toList()
                .forEach(volumes::delete);
    }

    /** Keeps a copy of production that nothing writes to, for the branches of an environment. */
    void keepOfCopy(Environment copy, Volume data, String release, Instant now) {
        keep(data, baseOfCopy(copy), now + "\n" + release + "\n");
    }

    boolean whole(Volume base) {
        return volumes.exists(base) && host.exists(base.directory().resolve(MADE));
    }

    /** Keeps a copy of data that nothing writes to, for other branches. */
    void keep(Volume data, Volume base, Instant now) {
        List<Volume> older = new ArrayList<>(volumes.list(BASES));
        older.removeIf(volume -> volume.name().equals(base.name()));
        older.sort(Comparator.comparing(this::madeAt));
        older.stream().limit(Math.max(0, older.size() - BASES_KEPT + 1)).forEach(volumes::delete);
        keep(data, base, now + "\n");
    }

    private void keep(Volume data, Volume base, String made) {
        volumes.delete(base);
        volumes.copy(data, base);
        if (host.root()) {
            // Who has it now may be gone one day, and the number may be somebody else's then.
            new PrivateTree(host).give(base.pgdata(), "root");
            new PrivateTree(host).give(base.data(), "root");
        }
        write(base, MADE, made);
    }

    private String madeAt(Volume base) {
        return whole(base) ? host.read(base.directory().resolve(MADE)) : "";
    }

    /** Whose data there is, live and beside it, the one that was worked on last first. */
    List<Kept> kept(Environment environment) {
        return volumes.list(environment.name()).stream()
                .filter(volume -> volume.name().equals(LIVE) || volume.name().startsWith(PREFIX))
                .flatMap(volume -> note(volume).stream()
                        .map(note -> new Kept(note, volume.name().equals(LIVE))))
                .sorted(Comparator.comparing((Kept kept) -> kept.note().at()).reversed())
                .toList();
    }

    /**
     * The data of a branch.
     *
     * @param live whether it is what the environment serves
     */
    record Kept(Note note, boolean live) {}

    /** The databases of branches that nobody has worked on for longest go. */
    void forgetOld(Environment environment) {
        List<Volume> parked = new ArrayList<>(volumes.list(environment.name()));
        parked.removeIf(volume -> !volume.name().startsWith(PREFIX));
        parked.sort(Comparator.comparing(volume -> note(volume).map(Note::at).orElse(Instant.EPOCH)));
        parked.stream().limit(Math.max(0, parked.size() - PARKED)).forEach(volumes::delete);
    }

    private void write(Volume volume, String name, String text) {
        host.write(volume.directory().resolve(name), text, "0600", null);
    }

    private static String digest(String text) {
        return Sha256.of(text).substring(0, SHORT);
    }
}
