package dev.understudy.targets.volume;

import java.nio.file.Path;
import java.util.List;

/** The volumes of all environments on one host, on one file system. Every act is idempotent. */
public interface Volumes {

    CopyMethod method();

    /** The same, which copies when nobody else needs the processor or the disk: for what no user waits for. */
    Volumes beside();

    /** The folder on the file system that holds them all. */
    Path root();

    /** The volume of this name, whether it exists or not. */
    Volume volume(String environment, String name);

    boolean exists(Volume volume);

    /** Makes the folder, empty; nothing when it exists. */
    void create(Volume volume);

    /**
     * Copies a folder into one that is not there yet, keeping owners, modes and times; sharing extents where the disk
     * can. The source may be in use.
     */
    void copyTree(Path from, Path to);

    /** Copies entries of a folder, by name, into a folder that exists; otherwise as {@link #copyTree}. */
    void copyEntries(Path from, List<String> names, Path to);

    /**
     * Makes sure that a copy fits before it begins.
     *
     * @param bytes that it will take, beside a small reserve
     * @throws dev.understudy.model.fault.FaultException {@code volume.disk-full}
     */
    void needRoom(long bytes);

    /** Whether a copy of a volume fits now. */
    boolean roomFor(Volume volume);

    /** Copies a volume that nothing writes to, whole or not at all: a temporary name first, then renamed; nothing when {@code to} exists. */
    void copy(Volume from, Volume to);

    /**
     * Puts {@code replacement} in the place of {@code live}, which becomes {@code displaced}: two renames. Idempotent:
     * what a kill left half done is finished by calling it again with the same three.
     */
    void replace(Volume live, Volume replacement, Volume displaced);

    /** Moves a folder from one volume into another, in the place of what stands there; nothing when it is not there. */
    void take(Path from, Path to);

    /** Deletes a volume with all that is in it; nothing when it is absent. */
    void delete(Volume volume);

    /** The volumes of an environment, the live one and its snapshots, by name. */
    List<Volume> list(String environment);

    /** Free bytes on the file system. Where the pool is a sparse file, the lesser of what pool and disk have left. */
    long freeBytes();

    /** Free bytes on the disk under it all, where what is no volume stands too. */
    long freeBytesOfDisk();

    /** Bytes that the volume takes, counting shared extents in full. */
    long bytes(Volume volume);

    /** Bytes that any folder takes, counting shared extents in full. */
    long bytes(Path tree);
}
