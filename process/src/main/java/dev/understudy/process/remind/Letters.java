package dev.understudy.process.remind;

import dev.understudy.engine.environment.Environments;
import dev.understudy.model.announcement.Reminder;
import dev.understudy.model.announcement.Reminder.Missing;
import dev.understudy.model.announcement.Reminder.Operation;
import dev.understudy.model.announcement.Told;
import dev.understudy.model.announcement.Told.Kind;
import dev.understudy.model.announcement.Wording;
import dev.understudy.model.config.Project;
import dev.understudy.model.people.Person;
import dev.understudy.model.support.Roster.Touched;
import dev.understudy.model.view.KeyUsersView;
import dev.understudy.model.view.KeyUsersView.ApplicationView;
import dev.understudy.model.view.KeyUsersView.GapView;
import dev.understudy.process.World;
import dev.understudy.process.measure.Trial;
import dev.understudy.process.remind.Workers.Worker;
import dev.understudy.process.support.Applications;
import dev.understudy.targets.mail.Letter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Writes to each who is missing what they do on production and nobody tried, in their language. */
public final class Letters {

    private static final String KEY_USER = "key-user";
    private static final int NAMED = 10;

    private final Supplier<Project> project;
    private final Applications applications;
    private final Workers workers;

    public Letters(
            Supplier<Project> project, Environments environments, Applications applications, World.Machine machine) {
        this.project = project;
        this.applications = applications;
        this.workers = new Workers(project, environments, machine);
    }

    /**
     * Letters to those who are missing.
     *
     * @param people whom they are to
     * @param missing the applications that they are about
     */
    record Written(List<Letter> letters, List<String> people, List<String> missing) {

        String audience() {
            return some(people);
        }

        Told told(Trial trial, Instant now) {
            // As PostgreSQL keeps it.
            return new Told(Kind.KEY_USERS, trial.since(), now.truncatedTo(ChronoUnit.MICROS));
        }

        String shown(String environment) {
            return letters.size() + " of " + audience() + ": not tried on " + environment + ": " + some(missing);
        }

        private static String some(List<String> names) {
            return names.stream().limit(NAMED).collect(Collectors.joining(", ")) + (names.size() > NAMED ? ", …" : "");
        }
    }

    Written of(KeyUsersView view, String address) {
        List<ApplicationView> missing = view.applications().stream()
                .filter(one -> !one.gaps().isEmpty())
                .toList();
        Map<Worker, List<ApplicationView>> asked = asked(missing);
        Map<String, String> names =
                applications
                        .of(missing.stream().map(ApplicationView::application).collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.toMap(Touched::module, Touched::name));
        Map<String, Map<String, String>> records = new HashMap<>();
        List<String> told = project.get().people().among(List.of(Person.RELEASE_MANAGER)).stream()
                .map(Person::reached)
                .toList();
        List<Letter> letters = new ArrayList<>();
        asked.forEach((worker, theirs) -> {
            Map<String, String> called =
                    records.computeIfAbsent(worker.odoo(), language -> workers.records(tables(missing), language));
            Reminder reminder = new Reminder(
                    project.get().name(),
                    view.release(),
                    view.environment(),
                    address,
                    theirs.stream()
                            .map(one -> new Missing(
                                    names.getOrDefault(one.application(), one.application()), operations(one, called)))
                            .toList(),
                    told);
            Wording wording =
                    new Wording(worker.language(), project.get().calendar().zone());
            letters.add(new Letter(
                    "", worker.address(), wording.subject(reminder), wording.text(reminder), Optional.empty()));
        });
        return new Written(
                letters,
                asked.keySet().stream().map(Worker::name).sorted().toList(),
                asked.values().stream()
                        .flatMap(List::stream)
                        .map(ApplicationView::application)
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static Set<String> tables(List<ApplicationView> missing) {
        return missing.stream()
                .flatMap(one -> one.gaps().stream())
                .map(GapView::table)
                .collect(Collectors.toSet());
    }

    private static List<Operation> operations(ApplicationView application, Map<String, String> called) {
        return application.gaps().stream()
                .map(gap -> new Operation(called.getOrDefault(gap.table(), gap.table()), gap.weekly()))
                .toList();
    }

    /** What each is asked for: of who is there twice, by another login, one letter. */
    private Map<Worker, List<ApplicationView>> asked(List<ApplicationView> missing) {
        Set<String> logins =
                missing.stream().flatMap(one -> one.usually().stream()).collect(Collectors.toSet());
        Map<String, Worker> known = logins.isEmpty() ? Map.of() : workers.of(logins);
        Map<String, Worker> byAddress = new HashMap<>();
        Map<Worker, List<ApplicationView>> asked = new LinkedHashMap<>();
        for (ApplicationView application : missing) {
            Set<Worker> whose = new LinkedHashSet<>();
            application.usually().stream()
                    .filter(login -> !application.by().contains(login))
                    .flatMap(login -> Optional.ofNullable(known.get(login)).stream())
                    .forEach(whose::add);
            if (whose.isEmpty() && application.done() == 0) {
                whose.addAll(standIns());
            }
            whose.stream()
                    .map(worker -> Optional.ofNullable(
                                    byAddress.putIfAbsent(worker.address().toLowerCase(Locale.ROOT), worker))
                            .orElse(worker))
                    .distinct()
                    .forEach(worker -> asked.computeIfAbsent(worker, one -> new ArrayList<>())
                            .add(application));
        }
        return asked;
    }

    /** Where nobody who does it can be written to: the key users of the project, else its release managers. */
    private List<Worker> standIns() {
        List<Person> people = project.get().people().among(List.of(KEY_USER));
        return (people.isEmpty() ? project.get().people().among(List.of(Person.RELEASE_MANAGER)) : people)
                .stream()
                        .map(person -> new Worker(person.name(), person.mail(), person.language(), "en_US"))
                        .toList();
    }
}
