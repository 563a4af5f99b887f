package dev.understudy.model.release;

import dev.understudy.model.release.Reason.Why;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds what a change asks of production from its diff alone. It rather says too much than too little: what it does not
 * understand within a module is at least class B. The rehearsal has the last word.
 */
public final class DiffClassifier {

    /** Of a new module nothing else counts but what it does to tables that are there already. */
    private static final Set<Why> IN_NEW_MODULES =
            Set.of(Why.FIELD_REQUIRED, Why.CONSTRAINT_CHANGED, Why.RAW_DDL, Why.FIELD_TYPE_CHANGED);

    private DiffClassifier() {}

    /**
     * A class and why.
     *
     * @param reasons the strongest first; none when nothing changed
     */
    public record Classified(ChangeClass declared, List<Reason> reasons) {
        public Classified {
            reasons = List.copyOf(reasons);
        }
    }

    /** The class of a change in every repository: the highest of all its reasons. */
    public static Classified classify(Collection<CodeChange> changes) {
        return classify(changes, module -> true);
    }

    /** The class of a change in the modules that are in use: what is wrong with any other asks nothing of production. */
    static Classified classify(Collection<CodeChange> changes, Predicate<String> used) {
        ModuleChanges modules = ModuleChanges.of(changes);
        List<Reason> reasons = new ArrayList<>();
        for (CodeChange change : changes) {
            reasons.addAll(new OneRepository(change, modules, used).reasons());
        }
        return of(reasons);
    }

    /** The class that these reasons ask for together. */
    static Classified of(Collection<Reason> reasons) {
        List<Reason> strongestFirst = reasons.stream()
                .distinct()
                .sorted(Comparator.comparing(Reason::changeClass)
                        .reversed()
                        .thenComparing(Reason::repository)
                        .thenComparing(Reason::file)
                        .thenComparingInt(Reason::line))
                .toList();
        ChangeClass declared =
                strongestFirst.stream().map(Reason::changeClass).findFirst().orElse(ChangeClass.A);
        return new Classified(declared, strongestFirst);
    }

    /** The changes of one repository, file by file; the Python of each module together. */
    private static final class OneRepository {

        private final CodeChange change;
        private final ModuleChanges modules;
        private final Predicate<String> used;
        private final List<Reason> reasons = new ArrayList<>();
        private final Map<String, SchemaComparison> python = new LinkedHashMap<>();

        OneRepository(CodeChange change, ModuleChanges modules, Predicate<String> used) {
            this.change = change;
            this.modules = modules;
            this.used = used;
        }

        List<Reason> reasons() {
            for (ModuleFolder module : change.after()) {
                if (modules.added().contains(module.name()) && used.test(module.name())) {
                    reason(Why.MODULE_ADDED, module.path() + "/__manifest__.py", 0, module.name());
                }
            }
            for (ModuleFolder module : change.before()) {
                if (modules.removed().contains(module.name()) && used.test(module.name())) {
                    reason(Why.MODULE_REMOVED, module.path() + "/__manifest__.py", 0, module.name());
                }
            }
            change.files().forEach(this::file);
            python.forEach((module, comparison) -> comparison.reasons().stream()
                    .filter(reason -> !modules.added().contains(module) || IN_NEW_MODULES.contains(reason.why()))
                    .forEach(reasons::add));
            return reasons;
        }

        private void file(ChangedFile file) {
            Optional<ModuleFolder> was =
                    Optional.ofNullable(file.before()).flatMap(path -> CodeChange.holding(change.before(), path));
            Optional<ModuleFolder> is =
                    Optional.ofNullable(file.after()).flatMap(path -> CodeChange.holding(change.after(), path));
            Optional<ModuleFolder> module = is.or(() -> was);
            if (module.isEmpty()) {
                reason(Why.OUTSIDE_MODULES, file.path(), 0, "");
                return;
            }
            String name = module.get().name();
            if (modules.removed().contains(name) || !used.test(name)) {
                return;
            }
            FileKind kind = ChangedFile.kind(is.isPresent() ? file.after() : file.before(), List.of(module.get()))
                    .orElse(FileKind.UNKNOWN);
            if (file.renamed() && moved(file, was, is, kind)) {
                return;
            }
            if (modules.added().contains(name) && kind != FileKind.PYTHON) {
                return;
            }
            switch (kind) {
                case MANIFEST -> reason(Why.MANIFEST, file, "");
                case MIGRATION -> reason(file.after() == null ? Why.CODE : Why.MIGRATION_SCRIPT, file, "");
                case STATIC ->
                    reason(change.loaded().contains(file.path()) ? Why.LOADED_FILE : Why.STATIC_FILE, file, "");
                case TEST -> reason(Why.TEST_ONLY, file, "");
                case TRANSLATION -> {
                    reason(Why.TRANSLATION, file, "");
                    findings(file);
                }
                case DOCUMENT -> reason(Why.DOCUMENT, file, "");
                case DATA -> {
                    reason(Why.DATA, file, "");
                    findings(file);
                }
                case UNKNOWN -> reason(Why.UNKNOWN_FILE, file, "");
                case PYTHON -> python(file, name);
            }
        }

        /** Whether a renamed file means something else than before; its contents are not in the diff, and need no look. */
        private boolean moved(ChangedFile file, Optional<ModuleFolder> was, Optional<ModuleFolder> is, FileKind kind) {
            FileKind old = ChangedFile.kind(file.before(), change.before()).orElse(FileKind.UNKNOWN);
            boolean leaves = !was.map(ModuleFolder::name).equals(is.map(ModuleFolder::name));
            if (old == FileKind.PYTHON && (leaves || kind != old)) {
                reason(Why.MODEL_REMOVED, file, String.valueOf(file.before()));
                return true;
            }
            if (kind == FileKind.PYTHON && (leaves || kind != old)) {
                reason(Why.MODEL_ADDED, file, String.valueOf(file.before()));
                return true;
            }
            if (old != kind && kind != FileKind.MIGRATION) {
                reason(Why.UNKNOWN_FILE, file, "");
                return true;
            }
            return false;
        }

        private void python(ChangedFile file, String module) {
            if (!modules.added().contains(module)) {
                reason(Why.CODE, file, "");
            }
            PythonChange declared = file.declared();
            if (declared != null) {
                imports(file, declared);
                python.computeIfAbsent(module, any -> new SchemaComparison(change.repository()))
                        .add(file, declared);
            }
        }

        /** A model file that is no longer imported is gone, though it still lies there. */
        private void imports(ChangedFile file, PythonChange declared) {
            String folder = file.path().substring(0, file.path().lastIndexOf('/') + 1);
            declared.importsGone().forEach((name, line) -> {
                if (!declared.importsCome().containsKey(name) && !inDiff(folder + name)) {
                    reason(Why.MODEL_REMOVED, file.path(), line, name);
                }
            });
            declared.importsCome().forEach((name, line) -> {
                if (!declared.importsGone().containsKey(name) && !inDiff(folder + name)) {
                    reason(Why.MODEL_ADDED, file.path(), line, name);
                }
            });
        }

        private boolean inDiff(String module) {
            return change.files().stream()
                    .filter(ChangedFile::comesOrGoes)
                    .map(ChangedFile::path)
                    .anyMatch(path -> path.equals(module + ".py") || path.startsWith(module + "/"));
        }

        private void findings(ChangedFile file) {
            file.findings().forEach(found -> reason(found.why(), file.path(), found.line(), found.subject()));
        }

        private void reason(Why why, ChangedFile file, String subject) {
            reason(why, file.path(), file.line(), subject);
        }

        private void reason(Why why, String file, int line, String subject) {
            reasons.add(Reason.of(why, change.repository(), file, line, subject));
        }
    }
}
