package dev.understudy.engine.masking;

import dev.understudy.model.config.MaskSettings;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.evidence.MaskReport.Proof;
import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.mask.MaskKey;
import dev.understudy.targets.postgres.DatabaseEntry;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the service and {@link MaskProgram} say to each other: a line of JSON each. */
final class MaskWire {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MaskWire() {}

    /**
     * What is to be done. Holds secrets: it goes through a pipe alone.
     *
     * @param production where a copy that is masked already is only proven
     */
    record Task(
            @Nullable DatabaseEntry production,
            DatabaseEntry database,
            MaskSettings settings,
            String key,
            String run,
            String filestore,
            String room,
            Instant now) {

        static Task of(@Nullable DatabaseEntry production, DatabaseEntry database, MaskOrder order) {
            return new Task(
                    production,
                    database,
                    order.settings(),
                    order.key().secret(),
                    order.run(),
                    order.filestore().toString(),
                    order.room().toString(),
                    order.now());
        }

        MaskOrder order() {
            return new MaskOrder(settings, MaskKey.of(key), run, Path.of(filestore), Path.of(room), now);
        }

        @Override
        public String toString() {
            return "Task[" + run + "]";
        }
    }

    /** What comes back: a line of progress, and one of the others at the end. */
    record Said(
            @Nullable String line,
            @Nullable MaskReport report,
            @Nullable Proof proof,
            @Nullable Fault fault) {

        static Said of(String line) {
            return new Said(line, null, null, null);
        }

        static Said of(MaskReport report) {
            return new Said(null, report, null, null);
        }

        static Said of(Proof proof) {
            return new Said(null, null, proof, null);
        }

        static Said of(Fault fault) {
            return new Said(null, null, null, fault);
        }
    }

    static String written(Object said) {
        return JSON.writeValueAsString(said);
    }

    static Task task(String line) {
        return JSON.readValue(line, Task.class);
    }

    static Said said(String line) {
        return JSON.readValue(line, Said.class);
    }
}
