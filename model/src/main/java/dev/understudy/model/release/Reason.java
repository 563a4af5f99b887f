package dev.understudy.model.release;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.understudy.model.text.Texts;
import java.util.Locale;

/**
 * Why a change has its class.
 *
 * @param file the path in its repository
 * @param line in the new file, or in the old one for what was removed; 0 when it is the file as a whole
 * @param why what was seen
 * @param subject the field, model, module or key that it is about; may be empty
 */
public record Reason(ChangeClass changeClass, String repository, String file, int line, Why why, String subject) {

    /** What was seen in a diff. The names, in lower case with dashes, are part of the JSON contract. */
    public enum Why {
        CODE(ChangeClass.A),
        STATIC_FILE(ChangeClass.A),
        DOCUMENT(ChangeClass.A),
        OUTSIDE_MODULES(ChangeClass.A),
        TEST_ONLY(ChangeClass.A),
        DATA(ChangeClass.B),
        LOADED_FILE(ChangeClass.B),
        TRANSLATION(ChangeClass.B),
        TRANSLATION_KEPT(ChangeClass.B),
        MANIFEST(ChangeClass.B),
        SCRIPT_PASSED_OVER(ChangeClass.B),
        UNKNOWN_FILE(ChangeClass.B),
        ADDON_PACKAGE(ChangeClass.B),
        FIELD_ATTRIBUTE(ChangeClass.B),
        MODEL_ATTRIBUTE(ChangeClass.B),
        FIELD_ADDED(ChangeClass.C),
        FIELD_STORED(ChangeClass.C),
        MODEL_ADDED(ChangeClass.C),
        MODULE_ADDED(ChangeClass.C),
        INHERIT_CHANGED(ChangeClass.C),
        INDEX_ADDED(ChangeClass.C),
        CONSTRAINT_REMOVED(ChangeClass.C),
        INIT_CODE(ChangeClass.C),
        SCHEMA_RECORD(ChangeClass.C),
        FIELD_REMOVED(ChangeClass.D),
        FIELD_TYPE_CHANGED(ChangeClass.D),
        FIELD_REQUIRED(ChangeClass.D),
        FIELD_STORAGE_CHANGED(ChangeClass.D),
        MODEL_REMOVED(ChangeClass.D),
        TABLE_CHANGED(ChangeClass.D),
        CONSTRAINT_CHANGED(ChangeClass.D),
        MODULE_REMOVED(ChangeClass.D),
        MODULE_UNINSTALLED(ChangeClass.D),
        SCHEMA_RECORD_REMOVED(ChangeClass.D),
        MIGRATION_SCRIPT(ChangeClass.D),
        ADDON_PACKAGE_CHANGED(ChangeClass.D),
        RAW_DDL(ChangeClass.D);

        private final ChangeClass changeClass;

        Why(ChangeClass changeClass) {
            this.changeClass = changeClass;
        }

        /** The class that this alone asks for. */
        public ChangeClass changeClass() {
            return changeClass;
        }

        /** The name in JSON, and after {@code why.} in the room's texts. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The reason in words. */
    public String text(Texts texts) {
        return texts.get("why." + why.word(), subject);
    }

    public static Reason of(Why why, String repository, String file, int line, String subject) {
        return new Reason(why.changeClass(), repository, file, line, why, subject);
    }
}
