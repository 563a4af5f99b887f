package dev.understudy.model.release;

/** How people name modules in files: by name, or by how names begin, with {@code *} at the end. */
public final class ModulePattern {

    private ModulePattern() {}

    /** Whether a module is one of those that are meant. */
    public static boolean matches(String pattern, String module) {
        return pattern.endsWith("*")
                ? module.startsWith(pattern.substring(0, pattern.length() - 1))
                : module.equals(pattern);
    }
}
