package dev.understudy.process.measure;

import dev.understudy.engine.database.SqlOdooDatabase;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.KeyUsersView;
import dev.understudy.targets.postgres.Doors;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Measures key users' work, and keeps what was measured last. */
public final class KeyUserWork {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The module that first told Odoo of a model is the one that brings it. */
    private static final String MODULES = """
            SELECT DISTINCT ON (m.id) replace(m.model, '.', '_'), d.module
              FROM public.ir_model m JOIN public.ir_model_data d ON d.model = 'ir.model' AND d.res_id = m.id
             ORDER BY m.id, d.id""";

    private final Jdbi control;
    private final Environments environments;
    private final Function<Environment, Optional<Doors>> databases;

    /**
     * @param databases an environment's database; empty while it does not run
     */
    public KeyUserWork(Jdbi control, Environments environments, Function<Environment, Optional<Doors>> databases) {
        this.control = control;
        this.environments = environments;
        this.databases = databases;
    }

    /**
     * Looks at both databases now. Throws {@code process.no-database}.
     *
     * @param asked the modules whose records are to be tried; empty for all that production uses
     */
    public KeyUsersView measure(Trial trial, Optional<Set<String>> asked, Instant now) {
        Doors tried = database(trial.environment());
        Doors production = database(Project.PRODUCTION);
        Map<String, String> modules = new HashMap<>();
        production.reader().rows(MODULES).forEach(row -> modules.put(row.get(0), row.get(1)));
        KeyUsersView view = KeyUsers.measure(
                trial,
                now,
                new SqlOdooDatabase(tried),
                new SqlOdooDatabase(production),
                new KeyUsers.Applications(modules, asked));
        save(view);
        return view;
    }

    private Doors database(String environment) {
        return databases
                .apply(environments.get(environment))
                .orElseThrow(
                        () -> Fault.refused("process.no-database", environment).exception());
    }

    private void save(KeyUsersView view) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO key_user_work (release_id, measured_at, covered, report)
                        VALUES (:release, :at, :covered, :report::jsonb)
                        ON CONFLICT (release_id) DO UPDATE
                            SET measured_at = excluded.measured_at, covered = excluded.covered, report = excluded.report""")
                .bind("release", view.release())
                .bind("at", view.measuredAt())
                .bind("covered", view.covered())
                .bind("report", JSON.writeValueAsString(view))
                .execute());
    }

    /** What was measured last; empty when nothing was. */
    public Optional<KeyUsersView> last(String release) {
        return Optional.ofNullable(last(List.of(release)).get(release));
    }

    /** What was measured last of each of some releases; without those of which nothing was. */
    public Map<String, KeyUsersView> last(Collection<String> releases) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT release_id, report FROM key_user_work WHERE release_id = ANY (:releases)")
                .bindArray("releases", String.class, releases)
                .map((row, context) -> Map.entry(
                        row.getString("release_id"), JSON.readValue(row.getString("report"), KeyUsersView.class)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
