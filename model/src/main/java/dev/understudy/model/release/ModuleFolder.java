package dev.understudy.model.release;

/**
 * A folder with a manifest in a repository.
 *
 * @param path in the repository, without a slash at either end
 * @param name the module's: the last part of the path
 * @param version as the manifest has it; may be empty
 */
public record ModuleFolder(String path, String name, String version) {

    /** The module in a folder. */
    public static ModuleFolder at(String path, String version) {
        return new ModuleFolder(path, path.substring(path.lastIndexOf('/') + 1), version);
    }

    boolean holds(String file) {
        return file.startsWith(path + "/");
    }

    /** The path of a file within the module. */
    String within(String file) {
        return file.substring(path.length() + 1);
    }
}
