package dev.understudy.process.announce;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.config.Notice;
import dev.understudy.model.config.Notice.Way;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.people.Person;
import dev.understudy.model.text.Language;
import dev.understudy.targets.postgres.Doors;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Who is to be told. */
final class Audience {

    /** Active people who work in Odoo: neither portal users nor what signs in by itself. */
    private static final String USERS = """
            SELECT p.email, p.lang, p.tz
              FROM public.res_users u JOIN public.res_partner p ON p.id = u.partner_id
             WHERE u.active AND NOT coalesce(u.share, false) AND p.email IS NOT NULL
             ORDER BY p.email""";

    private static final String IN_ODOO = "odoo";

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s<>,;\"]{1,64}@[A-Za-z0-9.-]{1,200}");

    private final Supplier<Project> project;
    private final Environments environments;
    private final Function<Environment, Optional<Doors>> databases;

    Audience(Supplier<Project> project, Environments environments, Function<Environment, Optional<Doors>> databases) {
        this.project = project;
        this.environments = environments;
        this.databases = databases;
    }

    /** How an audience is named where it is kept. */
    static String name(Notice notice) {
        return notice.way() == Way.ODOO ? IN_ODOO : String.join(", ", notice.to());
    }

    /**
     * All of a notice, each once.
     *
     * @throws dev.understudy.model.fault.FaultException {@code process.no-database} when production's users cannot be asked for
     */
    List<Recipient> of(Notice notice) {
        Map<String, Recipient> all = new LinkedHashMap<>();
        for (String to : notice.to()) {
            if (to.equals(Notice.USERS_OF_PRODUCTION)) {
                for (List<String> row : production().reader().rows(USERS)) {
                    add(all, new Recipient(row.get(0).strip(), Language.named(row.get(1)), zone(row.get(2))));
                }
            } else {
                add(all, new Recipient(to, language(to), usualZone()));
            }
        }
        return new ArrayList<>(all.values());
    }

    private static void add(Map<String, Recipient> all, Recipient one) {
        if (ADDRESS.matcher(one.address()).matches()) {
            all.putIfAbsent(one.address().toLowerCase(Locale.ROOT), one);
        }
    }

    private Doors production() {
        return database()
                .orElseThrow(() ->
                        Fault.refused("process.no-database", Project.PRODUCTION).exception());
    }

    private Optional<Doors> database() {
        return environments.find(Project.PRODUCTION).flatMap(databases);
    }

    private Locale language(String address) {
        return project.get().people().all().stream()
                .filter(person -> person.mail().equalsIgnoreCase(address))
                .map(Person::language)
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    /** The clock of a user; Odoo keeps a name, or nothing. */
    private ZoneId zone(String name) {
        try {
            return name.isEmpty() ? usualZone() : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return usualZone();
        }
    }

    /** The clock by which the project's windows are. */
    ZoneId usualZone() {
        return project.get().calendar().zone();
    }
}
