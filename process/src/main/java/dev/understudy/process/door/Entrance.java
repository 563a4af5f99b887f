package dev.understudy.process.door;

/** What a recipe means for the way of releases. Whatever is not known here is asked about like a deploy. */
public enum Entrance {
    /** It puts a release on an environment: the method is asked. */
    PERFORMS,
    /** It puts back what was: never frozen. */
    UNDOES,
    /** It changes nothing that a method guards: what is made anew, copied, looked at or removed. */
    PASSES;

    /** Of a recipe, by its name. */
    public static Entrance of(String recipe) {
        return switch (recipe) {
            case "rollback", "restore", "give-back" -> UNDOES;
            case "create",
                    "refresh",
                    "switch",
                    "rehearse",
                    "snapshot",
                    "backup",
                    "export",
                    "follow",
                    "take-over",
                    "leave",
                    "live",
                    "quiet",
                    "destroy" -> PASSES;
            default -> PERFORMS;
        };
    }
}
