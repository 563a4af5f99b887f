package dev.understudy.process.remind;

import dev.understudy.engine.environment.Environments;
import dev.understudy.model.config.Project;
import dev.understudy.model.text.Language;
import dev.understudy.process.World;
import dev.understudy.targets.postgres.Reader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Those who work on production, how they are written to, and what its records are called in their language. */
final class Workers {

    /** Active people who work in Odoo: neither portal users nor what signs in by itself. */
    private static final String USERS = """
            SELECT u.login, p.email, p.lang
              FROM public.res_users u JOIN public.res_partner p ON p.id = u.partner_id
             WHERE u.active AND NOT coalesce(u.share, false) AND p.email IS NOT NULL
               AND u.login = ANY (string_to_array(?, E'\n'))""";

    /** Translated texts are JSON from Odoo 16 on. */
    private static final String MODELS = """
            SELECT replace(m.model, '.', '_'),
                   coalesce(to_jsonb(m.name) ->> ?, to_jsonb(m.name) ->> 'en_US', to_jsonb(m.name) #>> '{}')
              FROM public.ir_model m
             WHERE replace(m.model, '.', '_') = ANY (string_to_array(?, ','))""";

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s<>,;\"]{1,64}@[A-Za-z0-9.-]{1,200}");
    private static final String ENGLISH = "en_US";

    private final Supplier<Project> project;
    private final Environments environments;
    private final World.Machine machine;

    Workers(Supplier<Project> project, Environments environments, World.Machine machine) {
        this.project = project;
        this.environments = environments;
        this.machine = machine;
    }

    /**
     * Somebody who can be written to.
     *
     * @param name as the project calls them, else their login
     * @param odoo their language as Odoo names it, {@code es_ES}
     */
    record Worker(String name, String address, Locale language, String odoo) {}

    /** By their logins; those who cannot be written to are left out. The project's own people come first. */
    Map<String, Worker> of(Set<String> logins) {
        Map<String, Worker> all = new HashMap<>();
        production()
                .ifPresent(reader -> reader.rows(USERS, String.join("\n", logins))
                        .forEach(row -> put(
                                all,
                                row.get(0),
                                new Worker(
                                        row.get(0),
                                        row.get(1).strip(),
                                        Language.named(row.get(2)),
                                        odoo(row.get(2))))));
        for (String login : logins) {
            project.get()
                    .people()
                    .behind(login)
                    .ifPresent(person -> put(
                            all,
                            login,
                            new Worker(
                                    person.name(),
                                    person.mail(),
                                    person.language(),
                                    Optional.ofNullable(all.get(login))
                                            .map(Worker::odoo)
                                            .orElse(ENGLISH))));
        }
        return all;
    }

    private static void put(Map<String, Worker> all, String login, Worker worker) {
        if (ADDRESS.matcher(worker.address()).matches()) {
            all.put(login, worker);
        }
    }

    private static String odoo(String language) {
        return language.isEmpty() ? ENGLISH : language;
    }

    /** What tables' records are called in a language; tables of which nobody knows are left out. */
    Map<String, String> records(Set<String> tables, String language) {
        Map<String, String> names = new HashMap<>();
        production()
                .ifPresent(reader -> reader.rows(MODELS, language, String.join(",", tables))
                        .forEach(row -> names.put(row.get(0), row.get(1))));
        return names;
    }

    private Optional<Reader> production() {
        return environments
                .find(Project.PRODUCTION)
                .flatMap(machine.databases())
                .map(doors -> doors.reader());
    }
}
