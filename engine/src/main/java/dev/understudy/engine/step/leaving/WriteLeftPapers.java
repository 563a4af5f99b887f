package dev.understudy.engine.step.leaving;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.release.ReleaseCode;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.config.Project;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.odoo.conf.DatabaseAccess;
import dev.understudy.odoo.conf.HttpService;
import dev.understudy.odoo.conf.Limits;
import dev.understudy.odoo.conf.OdooConf;
import dev.understudy.odoo.conf.OutgoingMail;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.leaving.LeftData;
import dev.understudy.targets.leaving.LeftFolder;
import dev.understudy.targets.leaving.LeftInstallation;
import dev.understudy.targets.leaving.LeftInstallation.Repository;
import dev.understudy.targets.leaving.LeftPapers;
import dev.understudy.targets.postgres.Extensions;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooSetting;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes what a plain installation is run by: its settings, its unit, and the README; then all of it gets its place. */
public final class WriteLeftPapers implements Step {

    /** As Debian's package of Odoo has it; PostgreSQL lets in whoever bears the role's name. */
    private static final String SOCKET = "/run/postgresql";

    private static final int POSTGRES = 5432;
    private static final HttpService HTTP = new HttpService("127.0.0.1", 8069, 8072, true);

    private final ProjectHome home;
    private final Supplier<Project> project;
    private final Leaving leaving;
    private final LeftData data;
    private final Releases releases;
    private final Odoo odoo;

    /** The code, how it is run, and what makes a password. */
    public record Odoo(ReleaseCode code, OdooRuntime runtime, Supplier<String> secrets) {}

    public WriteLeftPapers(
            ProjectHome home, Supplier<Project> project, Leaving leaving, LeftData data, Releases releases, Odoo odoo) {
        this.home = home;
        this.project = project;
        this.leaving = leaving;
        this.data = data;
        this.releases = releases;
        this.odoo = odoo;
    }

    @Override
    public String name() {
        return "write-papers";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = leaving.environment(context);
        LeftFolder folder = leaving.folder(context);
        if (!leaving.host().exists(folder.into().resolve(LeftFolder.README))) {
            write(context, environment, folder);
            folder.settle();
        }
        return Outcome.done("begin-with", folder.into().resolve(LeftFolder.README));
    }

    private void write(StepContext context, Environment environment, LeftFolder folder) {
        OdooSetting setting = leaving.setting(environment);
        LeftPapers papers = new LeftPapers(installation(context, environment, folder, setting));
        Host host = leaving.host();
        Path top = folder.staging();
        String extensions = papers.extensions();
        if (!extensions.isEmpty()) {
            host.write(top.resolve(LeftFolder.EXTENSIONS), extensions, "0644", null);
        }
        host.write(
                top.resolve(LeftFolder.REQUIREMENTS),
                String.join("\n", odoo.code().everythingInstalled(environment.release())) + "\n",
                "0644",
                null);
        host.write(
                top.resolve(LeftFolder.CONFIGURATION),
                configuration(context, environment, folder, setting).text(),
                "0600",
                null);
        host.write(top.resolve(LeftFolder.UNIT), papers.unit(), "0644", null);
        host.write(top.resolve(LeftFolder.README), papers.readme(), "0644", null);
    }

    private LeftInstallation installation(
            StepContext context, Environment environment, LeftFolder folder, OdooSetting setting) {
        var grounds = odoo.runtime().grounds(setting);
        LeftData.Nature nature = data.nature(leaving.source(environment));
        List<String> command = grounds.command().stream()
                .map(word -> word.startsWith("/")
                        ? moved(Path.of(word), environment, folder, setting).toString()
                        : word)
                .toList();
        return new LeftInstallation(
                project.get().name(),
                folder.into(),
                context.request().flag(Leaving.COPY),
                Instant.parse(context.need(WriteLeftData.AT)),
                new LeftInstallation.Odoo(
                        setting.series(),
                        releases.find(environment.release())
                                .map(release -> release.odoo())
                                .orElseGet(() -> odoo.runtime().build()),
                        grounds.root().isPresent(),
                        command,
                        Stream.concat(
                                        IntStream.range(
                                                        0,
                                                        setting.code()
                                                                .packages()
                                                                .size())
                                                .mapToObj(one -> WriteLeftCode.python(folder.into(), one)),
                                        setting.code().odoo().stream()
                                                .map(path -> moved(path, environment, folder, setting)))
                                .toList()),
                new LeftInstallation.Data(environment.database(), nature, packages(nature)),
                repositories(environment),
                setting.places().external());
    }

    /** Of extensions that do not come with PostgreSQL's server. */
    private static List<String> packages(LeftData.Nature nature) {
        return nature.extensions().keySet().stream()
                .flatMap(name -> Extensions.find(name).stream())
                .map(extension -> extension.packageFor(nature.major()))
                .filter(name -> !name.equals("postgresql-" + nature.major()))
                .distinct()
                .toList();
    }

    private List<Repository> repositories(Environment environment) {
        return releases.find(environment.release()).stream()
                .flatMap(release -> release.commits().entrySet().stream())
                .map(entry -> new Repository(entry.getKey(), odoo.code().origin(entry.getKey()), entry.getValue()))
                .toList();
    }

    private OdooConf configuration(
            StepContext context, Environment environment, LeftFolder folder, OdooSetting setting) {
        boolean copy = context.request().flag(Leaving.COPY);
        List<String> addons = Stream.concat(
                        odoo.runtime().addonsToName().stream(),
                        setting.code().addons().stream().map(path -> moved(path, environment, folder, setting)))
                .map(Path::toString)
                .toList();
        return new OdooConf(
                Series.of(setting.series()),
                new DatabaseAccess(SOCKET, POSTGRES, LeftInstallation.USER, "", environment.database()),
                odoo.secrets().get(),
                HTTP,
                setting.seat().workers(),
                copy ? 0 : 2,
                Limits.defaults(),
                folder.into().resolve(LeftFolder.DATA).toString(),
                addons,
                Optional.empty(),
                false,
                copy ? OutgoingMail.NONE : setting.conduct().mail(),
                setting.conduct().options());
    }

    /** Where something of ours is in the folder; a path of the machine's own stays. */
    private Path moved(Path path, Environment environment, LeftFolder folder, OdooSetting setting) {
        Map<Path, Path> places = new LinkedHashMap<>();
        places.put(home.code(environment.release()), folder.into().resolve(LeftFolder.CODE));
        for (int one = 0; one < setting.code().packages().size(); one++) {
            places.put(setting.code().packages().get(one), WriteLeftCode.python(folder.into(), one));
        }
        return places.entrySet().stream()
                .filter(place -> path.startsWith(place.getKey()))
                .map(place -> place.getValue().resolve(place.getKey().relativize(path)))
                .findFirst()
                .orElse(path);
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("write " + leaving.folder(context).into().resolve(LeftFolder.README)
                + " with each command in its order, odoo.conf, odoo.service");
    }
}
