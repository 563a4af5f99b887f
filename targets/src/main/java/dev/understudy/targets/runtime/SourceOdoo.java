package dev.understudy.targets.runtime;

import dev.understudy.targets.host.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Odoo whose code every release brings: from git, or from a package of Odoo's own. It runs in a private root with a Python
 * that its series runs on. All of its modules are a release's: what changed in them is updated.
 */
public final class SourceOdoo implements OdooProgram, OdooPython {

    private static final String PYTHON = "/usr/bin/python3";
    private static final String PROGRAM = "odoo-bin";

    private final Host host;
    private final Path cache;
    private final Path accounts;
    private final String series;
    private final List<String> packages;
    private final Map<DebianRecipe, DebianRoot> roots = new ConcurrentHashMap<>();

    /**
     * @param cache big downloads of this machine
     * @param accounts where the passwd files of environments stand
     * @param packages of Debian's, which the root has besides what Odoo needs
     */
    public SourceOdoo(Host host, Path cache, Path accounts, String series, List<String> packages) {
        this.host = host;
        this.cache = cache;
        this.accounts = accounts;
        this.series = series;
        this.packages = List.copyOf(packages);
    }

    /** {@code source, on Python} and its version: its own commit is the release's. */
    @Override
    public String build(Consumer<String> progress) {
        return "source, on Python "
                + root(DebianRecipe.ofPython(series, packages)).ready(progress) + DebianRecipe.asked(packages);
    }

    /** None: they are the release's. */
    @Override
    public List<Path> coreAddons() {
        return List.of();
    }

    @Override
    public List<Path> addonsToName() {
        return List.of();
    }

    @Override
    public Grounds grounds(OdooSetting setting) {
        return new Grounds(Optional.of(root(setting.code().odoo()).directory()), List.of(PYTHON, program(setting)));
    }

    @Override
    public List<String> argv(OdooSetting setting, String mark, List<String> arguments) {
        return root(setting.code().odoo())
                .sandboxed(
                        setting,
                        mark,
                        Stream.concat(Stream.of(PYTHON, program(setting)), arguments.stream())
                                .toList());
    }

    @Override
    public List<String> beside(OdooSetting setting, Errand errand) {
        return root(setting.code().odoo()).beside(setting, errand);
    }

    @Override
    public Optional<List<String>> waiting(OdooSetting setting, String mark, List<String> modules) {
        return Optional.of(
                root(setting.code().odoo()).sandboxed(setting, mark, Standby.program(program(setting), modules)));
    }

    @Override
    public List<String> python(List<Path> read, List<Path> written, List<String> arguments) {
        return root(Optional.empty()).python(read, written, arguments);
    }

    @Override
    public List<String> alone(
            String user, Map<String, String> variables, List<Path> read, List<Path> written, List<String> arguments) {
        return root(Optional.empty()).alone(user, variables, read, written, arguments);
    }

    @Override
    public OdooPython of(Path odoo) {
        return root(Optional.of(odoo));
    }

    /** A package of Odoo's names what it depends on; its own repository leaves that to pip. */
    private DebianRoot root(Optional<Path> odoo) {
        return root(odoo.map(folder -> folder.resolve(OdooPackage.CONTROL))
                .filter(Files::exists)
                .map(control -> DebianRecipe.ofDependencies(series, OdooPackage.depends(host.read(control)), packages))
                .orElseGet(() -> DebianRecipe.ofPython(series, packages)));
    }

    private DebianRoot root(DebianRecipe recipe) {
        return roots.computeIfAbsent(recipe, made -> new DebianRoot(host, cache, accounts, series, made));
    }

    /** Without a release there is none, and the command says so. */
    private static String program(OdooSetting setting) {
        return setting.code()
                .odoo()
                .map(folder -> folder.resolve(PROGRAM).toString())
                .orElse(PROGRAM);
    }
}
