package dev.understudy.model.config;

import dev.understudy.model.calendar.ReleaseCalendar;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.method.Method;
import dev.understudy.model.people.People;
import dev.understudy.model.readiness.OutsideSystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the file from the top; each part of it has its own reader. */
final class ProjectReader {

    static final List<String> KEYS = List.of(
            "project",
            "odoo",
            "repositories",
            "method",
            "environments",
            "hosts",
            "people",
            "access",
            "duty",
            "gates",
            "windows",
            "closures",
            "support",
            "notify",
            "mail",
            "external_api",
            "tickets",
            "control",
            "storage",
            "edge",
            "mask",
            "tests",
            "warn",
            "reach",
            "systems",
            "ports");
    static final List<String> REPOSITORY_KEYS = List.of("name", "url", "branches", "aggregate", "folder");

    private final Problems problems;
    private final NeighbourFiles neighbours;

    ProjectReader(Problems problems, NeighbourFiles neighbours) {
        this.problems = problems;
        this.neighbours = neighbours;
    }

    /** The project; to be trusted only when no problem was found, empty when it cannot even be put together. */
    Optional<Project> read(Value whole) {
        Section top = new Section(whole, KEYS);
        String name = top.required("project", "project: acme")
                .flatMap(value -> value.text(Forms.NAME, "config.bad-name"))
                .orElse("");
        Optional<OdooSource> odoo =
                top.required("odoo", "odoo: { series: \"19.0\" }").map(OdooReader::read);
        Map<String, EnvironmentSettings> environments = top.required("environments", "environments: { production: {} }")
                .map(value -> new EnvironmentsReader(name).read(value))
                .orElse(Map.of());
        List<Repository> repositories = top.required(
                        "repositories", "repositories: [{ name: sales, url: https://git.example/acme/sales.git }]")
                .map(value -> repositories(value, environments.keySet(), odoo))
                .orElse(List.of());
        People all = top.value("people")
                .map(value -> PeopleReader.read(value, environments.keySet()))
                .orElse(People.NONE);
        People people =
                top.value("duty").map(duty -> PeopleReader.duty(duty, all)).orElse(all);
        AccessSettings access = top.value("access").map(AccessReader::read).orElse(AccessSettings.DEFAULT);
        top.value("hosts").ifPresent(MachineReader::hosts);
        SupportSettings support = top.value("support")
                .map(value -> SupportReader.read(value, people))
                .orElse(SupportSettings.DEFAULT);
        Gates gates = top.value("gates").map(PracticeReader::gates).orElse(Gates.NONE);
        Method method = new MethodOfProject(problems, neighbours)
                .read(top.value("method"), gates, environments.keySet(), people, top.whole());
        ReleaseCalendar calendar = new CalendarReader(neighbours).read(top.value("windows"), top.value("closures"));
        List<Notice> notices = top.value("notify").map(PracticeReader::notices).orElse(List.of());
        Optional<MailSettings> mail = top.value("mail").flatMap(MailReader::read);
        Optional<OdooAccess> remote = top.value("external_api").flatMap(ExternalApiReader::read);
        Optional<TicketSettings> tickets = top.value("tickets").map(ExternalApiReader::tickets);
        if (tickets.isPresent() || notices.stream().anyMatch(notice -> notice.way() == Notice.Way.ODOO)) {
            Optional<Value> _ = top.required("external_api", ExternalApiReader.EXAMPLE);
        }
        Optional<ControlDatabase> control = top.value("control").flatMap(MachineReader::control);
        StorageSettings storage =
                top.value("storage").map(MachineReader::storage).orElse(StorageSettings.DEFAULT);
        EdgeSettings edge = top.value("edge").map(MachineReader::edge).orElse(EdgeSettings.DEFAULT);
        MaskSettings mask = top.value("mask").map(MaskReader::read).orElse(MaskSettings.DEFAULT);
        TestSettings tests = top.value("tests").map(TestsReader::read).orElse(TestSettings.DEFAULT);
        WarnSettings warn = top.value("warn").map(WarnReader::read).orElse(WarnSettings.DEFAULT);
        List<Reach> reach =
                top.value("reach").map(new ReachReader(environments)::read).orElse(List.of());
        List<OutsideSystem> systems =
                top.value("systems").map(SystemsReader::read).orElse(List.of());
        PortRange ports = top.value("ports").flatMap(MachineReader::ports).orElse(PortRange.DEFAULT);
        if (!problems.none()) {
            return Optional.empty();
        }
        return odoo.map(source -> new Project(
                name,
                source,
                repositories,
                method,
                environments,
                gates,
                calendar,
                people,
                access,
                support,
                new Telling(notices, mail, remote, tickets),
                control,
                storage,
                edge,
                mask,
                tests,
                warn,
                reach,
                systems,
                ports));
    }

    static void notEmpty(Value list) {
        if (list.node() instanceof SequenceNode sequence && sequence.getValue().isEmpty()) {
            list.problem(Fault.usage("config.empty-list", list.path()));
        }
    }

    private List<Repository> repositories(Value value, Set<String> environments, Optional<OdooSource> odoo) {
        List<Repository> ofOdoo = odoo.map(own -> own.origin().code()).orElse(List.of());
        notEmpty(value);
        List<Repository> repositories = new ArrayList<>();
        for (Value element : value.list()) {
            Section section = new Section(element, REPOSITORY_KEYS);
            String name = section.required("name", "name: sales")
                    .flatMap(text -> text.text(Forms.NAME, "config.bad-name"))
                    .orElse("");
            if (!name.isEmpty()
                    && repositories.stream().anyMatch(earlier -> earlier.name().equals(name))) {
                section.value("name").ifPresent(text -> text.problem(Fault.usage("config.repository-twice", name)));
            }
            if (ofOdoo.stream().anyMatch(own -> own.name().equals(name))) {
                section.value("name").ifPresent(text -> text.problem(Fault.usage("config.repository-of-odoo", name)));
            }
            repositories.add(repository(section, name, environments, odoo.map(OdooSource::series)));
        }
        repositories.addAll(ofOdoo);
        return repositories;
    }

    private Repository repository(Section section, String name, Set<String> environments, Optional<String> series) {
        Map<String, String> branches = section.value("branches")
                .map(mapping -> branches(mapping, environments))
                .orElse(Map.of());
        Optional<Value> aggregate = section.value("aggregate");
        if (aggregate.isPresent()) {
            for (String other : List.of("url", "branches")) {
                section.key(other)
                        .ifPresent(key -> key.problem(Fault.usage("config.not-beside", key.path(), "aggregate")));
            }
            Optional<Aggregation> aggregation = new AggregationReader(series.orElse(""), neighbours)
                    .read(aggregate.get(), section.value("folder"), name);
            return new Repository(name, aggregation.map(Aggregation::url).orElse(""), Map.of(), aggregation);
        }
        section.key("folder").ifPresent(key -> key.problem(Fault.usage("config.only-with", key.path(), "aggregate")));
        String url = section.required("url", "url: https://git.example/acme/sales.git")
                .flatMap(ProjectReader::repositoryUrl)
                .orElse("");
        return new Repository(name, url, branches);
    }

    static Optional<String> repositoryUrl(Value value) {
        Optional<String> text = value.text();
        if (text.isPresent() && Forms.URL_WITH_SECRET.matcher(text.get()).matches()) {
            value.problem(Fault.usage("config.url-with-secret", value.path()));
            return Optional.empty();
        }
        return text.flatMap(any -> value.text(Forms.REPOSITORY_URL, "config.bad-url"));
    }

    private static Map<String, String> branches(Value value, Set<String> environments) {
        Map<String, String> branches = new LinkedHashMap<>();
        for (Value.Member member : value.members()) {
            String environment = EnvironmentsReader.named(member.key(), environments);
            member.value()
                    .text(Forms.BRANCH, "config.bad-branch")
                    .ifPresent(branch -> branches.put(environment, branch));
        }
        return branches;
    }

    /** Whether a value is a word that will be understood one day; then it is a problem that says so. */
    static boolean toCome(Value value, Set<String> words, String instead) {
        boolean toCome = value.node() instanceof ScalarNode scalar && words.contains(scalar.getValue());
        if (toCome) {
            value.problem(Fault.usage("config.not-supported-yet", value.path(), value.shown(), instead));
        }
        return toCome;
    }
}
