package dev.understudy.targets.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Odoo from its own source, which every release brings, on the libraries of Debian's Odoo of the same series. All of its
 * modules are a release's: what changed in them is updated.
 */
public final class SourceOdoo implements OdooProgram, OdooPython {

    private static final String PYTHON = "/usr/bin/python3";
    private static final String PROGRAM = "odoo-bin";

    private final DebianRoot libraries;

    /** On the libraries of this root. */
    public SourceOdoo(DebianRoot libraries) {
        this.libraries = libraries;
    }

    /** {@code source, on debian:} and the version of the package whose libraries it has: its own commit is the release's. */
    @Override
    public String build(Consumer<String> progress) {
        return "source, on " + libraries.build(progress);
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
    public List<String> argv(OdooSetting setting, String mark, List<String> arguments) {
        return libraries.sandboxed(
                setting,
                mark,
                Stream.concat(Stream.of(PYTHON, program(setting)), arguments.stream())
                        .toList());
    }

    @Override
    public Optional<List<String>> waiting(OdooSetting setting, String mark, List<String> modules) {
        return Optional.of(libraries.sandboxed(setting, mark, Standby.program(program(setting), modules)));
    }

    @Override
    public List<String> python(List<Path> read, List<Path> written, List<String> arguments) {
        return libraries.python(read, written, arguments);
    }

    /** Without a release there is none, and the command says so. */
    private static String program(OdooSetting setting) {
        return setting.code()
                .odoo()
                .map(folder -> folder.resolve(PROGRAM).toString())
                .orElse(PROGRAM);
    }
}
