package dev.understudy.model.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.understudy.model.release.ChangeClass;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal has seen: the evidence on which a deploy relies. As JSON the parts of its parts stand beside each other.
 *
 * @param succeeded whether the release may be deployed
 * @param failure why not; absent when it succeeded
 */
public record RehearsalReport(
        @JsonUnwrapped Subject subject,
        boolean succeeded,
        @Nullable Failure failure,
        @JsonUnwrapped Unavailability unavailability,
        @JsonUnwrapped Update update,
        @JsonUnwrapped DatabaseChanges database,
        @JsonUnwrapped Findings findings) {

    /** The name of this evidence in its run. */
    public static final String NAME = "rehearsal";

    /**
     * What was rehearsed, on what, and when.
     *
     * @param run the run's id
     * @param release what was rehearsed
     * @param productionRelease what production ran when it was copied; empty when Odoo alone
     */
    public record Subject(String run, String release, String productionRelease, Instant at) {}

    /**
     * How long users will wait in a deploy of it.
     *
     * @param likelyMillis how long, most likely
     * @param longestMillis how long at most; 0 in reports of earlier versions
     * @param times what each part took
     */
    public record Unavailability(
            @JsonProperty("unavailabilityMillis") long likelyMillis, long longestMillis, List<Time> times) {

        public Unavailability {
            times = List.copyOf(times);
        }
    }

    /**
     * What was updated, and of which class that is.
     *
     * @param updated modules that were updated
     * @param installed modules that were installed, what installed itself among them
     * @param uninstalled modules that left
     * @param declared the class of the diff
     * @param observed the class of what was seen
     * @param accepted up to which class somebody takes it whatever was declared, and who; empty when nobody
     */
    public record Update(
            List<String> updated,
            List<String> installed,
            List<String> uninstalled,
            ChangeClass declared,
            ChangeClass observed,
            String accepted) {

        public Update {
            updated = List.copyOf(updated);
            installed = List.copyOf(installed);
            // Reports of earlier versions do not tell.
            uninstalled = List.copyOf(Objects.requireNonNullElse(uninstalled, List.of()));
            accepted = Objects.requireNonNullElse(accepted, "");
        }
    }

    /**
     * What became of the database.
     *
     * @param ddl statements that changed the schema, in order
     * @param rewrites tables that were rewritten whole
     * @param locks the strongest locks that the update held on tables, the longest first
     * @param schema differences of the catalog before and after
     * @param rows tables whose number of rows changed
     * @param ownRecords what people changed in production of what the updated modules brought, and what became of it
     */
    public record DatabaseChanges(
            List<String> ddl,
            List<String> rewrites,
            List<Lock> locks,
            List<String> schema,
            List<RowChange> rows,
            List<OwnRecord> ownRecords) {

        public DatabaseChanges {
            ddl = List.copyOf(ddl);
            rewrites = List.copyOf(rewrites);
            locks = List.copyOf(locks);
            schema = List.copyOf(schema);
            rows = List.copyOf(rows);
            ownRecords = List.copyOf(Objects.requireNonNullElse(ownRecords, List.of()));
        }
    }

    /**
     * What was tried afterwards, and what is to be looked at.
     *
     * @param errors log errors that production does not already have
     * @param tests of the touched modules, on the real data
     * @param prints printed reports of real records that are not what they were
     * @param warnings what is beyond the thresholds of the project's file, the worst first
     */
    public record Findings(List<LogError> errors, Tests tests, List<Print> prints, List<Warning> warnings) {

        public Findings {
            errors = List.copyOf(errors);
            prints = List.copyOf(Objects.requireNonNullElse(prints, List.of()));
            warnings = List.copyOf(Objects.requireNonNullElse(warnings, List.of()));
        }
    }

    /**
     * Something that is beyond a threshold, and stops nothing.
     *
     * @param subject what it is
     * @param seen how much of it there is
     * @param limit how much may be
     */
    public record Warning(Kind kind, String subject, long seen, long limit) {

        /** What is measured, and in which unit. */
        public enum Kind {
            /** A lock on a table, in milliseconds. */
            LOCK,
            /** A table that was written anew, in rows. */
            REWRITE,
            /** Rows that a table won or lost, in hundredths of a percent of those it had. */
            ROWS,
            /** Errors that production does not log, in kinds; these are within the limit. */
            LOG_ERRORS
        }

        /** How many times the threshold it is. */
        public double degree() {
            return (double) seen / Math.max(1, limit);
        }
    }

    /**
     * A printed report of one record.
     *
     * @param page the report's name and the record, {@code sale.report_saleorder sale.order,42}
     * @param error what was raised; empty when nothing was
     */
    public record Print(String page, Change change, String error) {

        /** What became of it. */
        public enum Change {
            DIFFERS,
            BLANK,
            FAILS,
            /** Production's own code did not come to print, so that nothing is known of what it would print. */
            UNCOMPARED
        }
    }

    /** Why it did not succeed: a fault's code and what its text is filled with. */
    public record Failure(String code, String where, List<String> arguments) {

        public Failure {
            arguments = List.copyOf(arguments);
        }
    }

    /** What one step took, in milliseconds. */
    public record Time(String step, long millis) {}

    /**
     * A lock on a table.
     *
     * @param mode PostgreSQL's name for it
     * @param millis how long it was seen
     */
    public record Lock(String table, String mode, long millis) {}

    /**
     * The number of rows of a table.
     *
     * @param exact false where counting took too long and PostgreSQL's estimate stands in
     */
    public record RowChange(String table, long before, long after, boolean exact) {}

    /** Errors of one kind. */
    public record LogError(String fingerprint, String logger, int count, String example) {}

    /**
     * The touched modules' tests.
     *
     * @param ran how many
     * @param failed how many failed or broke
     * @param failures their names
     * @param known those that say nothing on this data: not among the failed
     * @param off whether {@code understudy.yaml} says that nothing is tested
     * @param demonstration those that ran on demonstration data, too
     */
    public record Tests(
            int ran, int failed, List<String> failures, List<Known> known, boolean off, Demonstration demonstration) {

        /** No tests. */
        public static final Tests NONE = new Tests(0, 0, List.of(), List.of(), false, Demonstration.NONE);

        /** Nothing was tested, because somebody said so. */
        public static final Tests OFF = new Tests(0, 0, List.of(), List.of(), true, Demonstration.NONE);

        public Tests {
            failures = List.copyOf(failures);
            // Reports of earlier versions do not tell.
            known = List.copyOf(Objects.requireNonNullElse(known, List.of()));
            demonstration = Objects.requireNonNullElse(demonstration, Demonstration.NONE);
        }

        /** The same, with what ran on demonstration data. */
        public Tests with(Demonstration seen) {
            return new Tests(ran, failed, failures, known, off, seen);
        }
    }

    /**
     * Tests on a database with demonstration data.
     *
     * @param ran how many
     * @param failures those that fail with the release alone
     * @param known those that fail with production's own code, too
     * @param without why there is no such database, as Odoo said it; empty where there is one, or none was wanted
     */
    public record Demonstration(int ran, List<String> failures, List<String> known, String without) {

        /** None ran. */
        public static final Demonstration NONE = new Demonstration(0, List.of(), List.of(), "");

        public Demonstration {
            failures = List.copyOf(failures);
            known = List.copyOf(known);
        }

        /** None ran, though some were to. */
        public static Demonstration without(String reason) {
            return new Demonstration(0, List.of(), List.of(), reason);
        }
    }

    /**
     * A test that says nothing on the real data: it fails there with production's own code too, or is new and wants
     * demonstration data.
     *
     * @param reason {@code record}, {@code python-package}, {@code chart-of-accounts} or {@code other}; {@code new} of one
     *     that production's code has not got, {@code unfinished} of those that do not come to their end there either
     * @param subject the record or package that it lacks, or what was raised; may be empty
     */
    public record Known(String test, String reason, String subject) {}
}
