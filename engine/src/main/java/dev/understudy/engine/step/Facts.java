package dev.understudy.engine.step;

/** The names of the facts that steps leave for later ones. */
public final class Facts {

    /** The release that the environment ran before the run. */
    public static final String OWN_RELEASE = "own-release";

    /** The release that production ran when it was copied. */
    public static final String SOURCE_RELEASE = "source-release";

    /** Production's generation when it was copied. */
    public static final String SOURCE_GENERATION = "source-generation";

    /** The name of the restore point that the run took or chose. */
    public static final String RESTORE_POINT = "restore-point";

    /** The release of the restore point that was chosen. */
    public static final String EARLIER_RELEASE = "earlier-release";

    /** The release that a new environment begins with, where none was asked for. */
    public static final String FIRST_RELEASE = "first-release";

    /** Set before the first module is updated: from then on the data may be half way. */
    public static final String UPDATE_BEGUN = "update-begun";

    /** Which modules came and went with the update, as JSON. */
    public static final String MOVES = "module-moves";

    /** Set when the restore point itself becomes the data again, for lack of room for a copy of it. */
    public static final String SPENT = "spent";

    /** Set when the volume that was prepared has become the live one. */
    public static final String SWAPPED = "swapped";

    /** Set when the data that was restored says that it is neutralized. */
    public static final String NEUTRALIZED = "restored-neutralized";

    /** How the environment was before other data was swapped in: whether it was quiet, and neutralized. */
    public static final String NATURE_BEFORE = "nature-before";

    /** Set when the volume that was displaced begins to return; a kill may find it returned and nothing else undone. */
    public static final String SWAPPING_BACK = "swapping-back";

    /** Set when the release changes code alone, and only the checksums in the database follow. */
    public static final String CODE_ONLY = "code-only";

    /** The slot that served before the run. */
    public static final String SLOT_BEFORE = "slot-before";

    /** Set when every request had been answered when Odoo was to be stopped, and those that came were held. */
    public static final String DRAINED = "drained";

    /** Since when requests are held, and how long that was predicted to take, as JSON. */
    public static final String HELD = "held";

    /** How much had ever been written to each table when it was counted what a rollback takes away. */
    public static final String WRITES = "writes";

    /** Set when the release was tried out once, and something did not work. */
    public static final String TRIED_OUT = "tried-out";

    /** Set when production's own code was to print once, and did not come to it. */
    public static final String PRINTING_TRIED = "printing-tried";

    /** Set when users may have been served with the new code: from then on data was written that must be kept. */
    public static final String SERVED = "served";

    /** Since when the new code alone answers, and is watched. */
    public static final String WATCHED_SINCE = "watched-since";

    /** Why a rehearsal will not succeed: a fault, as JSON. */
    public static final String FINDING = "finding";

    /** When a copy's data was copied from production, where that was before the run. */
    public static final String CUT_AT = "cut-at";

    /** When the run copied production. */
    public static final String COPIED_AT = "copied-at";

    private Facts() {}
}
