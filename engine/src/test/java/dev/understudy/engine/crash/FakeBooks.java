package dev.understudy.engine.crash;

import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.run.RecipeBook;
import java.nio.file.Path;
import java.util.Map;

/** The real recipes on a production of files, with one flaw or another. */
final class FakeBooks {

    private FakeBooks() {}

    /** Found as an earlier process left it; made without points when nobody has. */
    private static RecipeBook deploy(Path folder, ControlDatabase database, Flaw flaw) {
        new FakeProduction(folder, database.jdbi(), flaw).running();
        return new FakeProduction(folder, MortalRecords.of(database), flaw).recipes();
    }

    private static RecipeBook rollback(Path folder, ControlDatabase database, Flaw flaw) {
        new FakeProduction(folder, database.jdbi(), flaw).deployed();
        return new FakeProduction(folder, MortalRecords.of(database), flaw).recipes();
    }

    /** A release without a flaw. */
    public static final class Good implements CrashBook {
        @Override
        public RecipeBook open(Path folder, ControlDatabase database) {
            return deploy(folder, database, Flaw.NONE);
        }
    }

    /** A release of code alone. */
    public static final class CodeAlone implements CrashBook {
        @Override
        public RecipeBook open(Path folder, ControlDatabase database) {
            return deploy(folder, database, Flaw.CODE_ALONE);
        }

        @Override
        public Map<String, String> arguments() {
            return Map.of("code-only", "true");
        }
    }

    /** A release of code alone that breaks when it serves. */
    public static final class CodeAloneBreaks implements CrashBook {
        @Override
        public RecipeBook open(Path folder, ControlDatabase database) {
            return deploy(folder, database, Flaw.CODE_ALONE_LOGS_AN_ERROR);
        }

        @Override
        public Map<String, String> arguments() {
            return Map.of("code-only", "true");
        }
    }

    /** A release whose update does not succeed. */
    public static final class UpdateFails implements CrashBook {
        @Override
        public RecipeBook open(Path folder, ControlDatabase database) {
            return deploy(folder, database, Flaw.UPDATE_FAILS);
        }
    }

    /** A release whose update fills the disk. */
    public static final class FillsTheDisk implements CrashBook {
        @Override
        public RecipeBook open(Path folder, ControlDatabase database) {
            new FakeProduction(folder, database.jdbi(), Flaw.UPDATE_FAILS).running();
            FakeProduction production = new FakeProduction(folder, MortalRecords.of(database), Flaw.UPDATE_FAILS);
            production.effects().once("a updated", production.mishaps()::fillDisk);
            return production.recipes();
        }
    }

    /** A release that breaks when it serves. */
    public static final class BreaksServing implements CrashBook {
        @Override
        public RecipeBook open(Path folder, ControlDatabase database) {
            return deploy(folder, database, Flaw.LOGS_AN_ERROR);
        }
    }

    /** A way back that works. */
    public static final class WayBack implements CrashBook {
        @Override
        public RecipeBook open(Path folder, ControlDatabase database) {
            return rollback(folder, database, Flaw.NONE);
        }

        @Override
        public Map<String, String> arguments() {
            return Map.of("discard", "true");
        }
    }

    /** A way back to what no longer serves. */
    public static final class NoWayBack implements CrashBook {
        @Override
        public RecipeBook open(Path folder, ControlDatabase database) {
            return rollback(folder, database, Flaw.OLD_DOES_NOT_SERVE);
        }

        @Override
        public Map<String, String> arguments() {
            return Map.of("discard", "true");
        }
    }
}
