package dev.understudy.engine.step.data;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.masking.MaskKeys;
import dev.understudy.model.config.EnvironmentSettings;
import dev.understudy.model.config.MaskSettings;
import dev.understudy.model.config.Project;
import dev.understudy.model.text.Sha256;
import dev.understudy.odoo.mask.MaskRules;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.postgres.Reader;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * The project's masked copy of production, from which environments are cut. It is there whole or not at all: it is copied
 * from one that was masked and proven. It holds for as long as the project's file says, and for one release of production,
 * one shape of its tables, one key and one way to mask.
 */
public final class GoldenCopy {

    /** No environment can have this name. */
    private static final String PLACE = "masked.copy";

    private static final String NAME = "golden";
    private static final String NOTE = "golden.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String SHAPE = """
            SELECT c.oid::regclass::text, a.attname, format_type(a.atttypid, a.atttypmod)
              FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
               AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
             ORDER BY 1, 2
            """;

    private final Supplier<Project> project;
    private final Function<Environment, Reader> database;
    private final Volumes volumes;
    private final Host host;
    private final MaskKeys keys;

    /** @param database of an environment */
    public GoldenCopy(
            Supplier<Project> project,
            Function<Environment, Reader> database,
            Volumes volumes,
            Host host,
            MaskKeys keys) {
        this.project = project;
        this.database = database;
        this.volumes = volumes;
        this.host = host;
        this.keys = keys;
    }

    /**
     * What is known of one.
     *
     * @param at when it was copied from production
     * @param madeFor tells what it was made for from all else
     * @param release that production ran
     * @param generation production's
     */
    public record Note(Instant at, String madeFor, String release, long generation) {}

    /** Whether copies are cut from one. */
    boolean wanted(Environment copy) {
        return masked(copy) && project.get().mask().refresh().isPositive();
    }

    private boolean masked(Environment copy) {
        return !copy.isProduction()
                && project.get()
                        .environment(copy.name())
                        .map(EnvironmentSettings::masked)
                        .orElse(false);
    }

    /**
     * Copies it into a volume that is not there yet.
     *
     * @return what is known of it; empty when there is none that holds
     */
    synchronized Optional<Note> cut(Environment copy, Environment production, Volume next, Instant now) {
        Volume golden = volume();
        if (!wanted(copy) || !volumes.exists(golden)) {
            return Optional.empty();
        }
        Note note = note(golden);
        Instant until = note.at().plus(project.get().mask().refresh());
        if (now.isAfter(until) || !note.madeFor().equals(madeFor(production))) {
            return Optional.empty();
        }
        volumes.copy(golden, next);
        return Optional.of(note);
    }

    private Note note(Volume cut) {
        return JSON.readValue(host.read(cut.directory().resolve(NOTE)), Note.class);
    }

    /**
     * Keeps a copy of a volume that was masked and proven, in the place of the one before. Nothing may run on it.
     *
     * @return whether there was room
     */
    synchronized boolean keep(Environment production, Volume masked, Instant copied) {
        Volume golden = volume();
        volumes.delete(golden);
        if (!volumes.roomFor(masked)) {
            return false;
        }
        Path note = masked.directory().resolve(NOTE);
        host.write(
                note,
                JSON.writeValueAsString(
                        new Note(copied, madeFor(production), production.release(), production.generation())),
                "0600",
                null);
        volumes.copy(masked, golden);
        host.delete(note);
        // Who has it now may be gone one day, and the number be somebody else's then.
        new PrivateTree(host).give(golden.pgdata(), "root");
        new PrivateTree(host).give(golden.data(), "root");
        return true;
    }

    /** Forgets it, where none is to be kept any more. */
    synchronized void forgetUnlessWanted() {
        if (!project.get().mask().refresh().isPositive() && volumes.exists(volume())) {
            volumes.delete(volume());
        }
    }

    private Volume volume() {
        return volumes.volume(PLACE, NAME);
    }

    private String madeFor(Environment production) {
        MaskSettings settings = project.get().mask();
        return Sha256.of(String.join(
                "\n",
                production.release(),
                Long.toString(production.generation()),
                production.database(),
                keys.key().fingerprint(),
                MaskRules.text(),
                settings.testers().toString(),
                new TreeMap<>(settings.columns()).toString(),
                settings.accept().toString(),
                database.apply(production).rows(SHAPE).toString()));
    }
}
